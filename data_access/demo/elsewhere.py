"""The forty other forces of an enlarged programme; sizes are invented, fifteen-fold apart with the first three."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A force outside the programme of three: ONS code, letters of its references, size against Cheshire."""

    code: str
    prefix: str
    size: float


ELSEWHERE = (
    Elsewhere("E23000002", "CMB", 0.30),
    Elsewhere("E23000003", "LAN", 1.05),
    Elsewhere("E23000004", "MER", 1.10),
    Elsewhere("E23000005", "GMP", 1.30),
    Elsewhere("E23000007", "NTB", 1.10),
    Elsewhere("E23000008", "DUR", 0.45),
    Elsewhere("E23000009", "NYK", 0.42),
    Elsewhere("E23000010", "WYK", 1.25),
    Elsewhere("E23000011", "SYK", 0.95),
    Elsewhere("E23000012", "HUM", 0.60),
    Elsewhere("E23000013", "CLE", 0.45),
    Elsewhere("E23000014", "WMD", 1.30),
    Elsewhere("E23000015", "STF", 0.75),
    Elsewhere("E23000016", "WMC", 0.72),
    Elsewhere("E23000017", "WAR", 0.33),
    Elsewhere("E23000018", "DBY", 0.68),
    Elsewhere("E23000019", "NOT", 0.78),
    Elsewhere("E23000020", "LIN", 0.40),
    Elsewhere("E23000021", "LEI", 0.72),
    Elsewhere("E23000022", "NPT", 0.48),
    Elsewhere("E23000023", "CAM", 0.50),
    Elsewhere("E23000024", "NFK", 0.52),
    Elsewhere("E23000025", "SFK", 0.42),
    Elsewhere("E23000026", "BED", 0.44),
    Elsewhere("E23000027", "HRT", 0.70),
    Elsewhere("E23000028", "ESX", 1.05),
    Elsewhere("E23000029", "TVP", 1.20),
    Elsewhere("E23000031", "SUR", 0.66),
    Elsewhere("E23000032", "KNT", 1.10),
    Elsewhere("E23000033", "SUS", 0.95),
    Elsewhere("E23000034", "COL", 0.088),
    Elsewhere("E23000035", "DCP", 0.95),
    Elsewhere("E23000036", "AVS", 0.92),
    Elsewhere("E23000037", "GLO", 0.38),
    Elsewhere("E23000038", "WIL", 0.36),
    Elsewhere("E23000039", "DOR", 0.44),
    Elsewhere("W15000001", "NWA", 0.44),
    Elsewhere("W15000002", "GWT", 0.40),
    Elsewhere("W15000003", "SWA", 0.82),
    Elsewhere("W15000004", "DYF", 0.31),
)
