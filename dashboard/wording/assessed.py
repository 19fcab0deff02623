"""What must be said of figures by the date of assessment."""

LOOKS_QUICK = (
    "By date assessed, recent quarters hold only what was finished: who still waits is in none of them. So they look "
    "quick, and differ from the figures by date referred. Judge how soon people are assessed by date referred."
)
LOOKS_BACK = (
    "Counted are assessments in the period of whoever was received in it or in the year before; who waited longer is "
    "in no quarter."
)
OPENS_NOTHING = (
    "These quarters open no cases, because cases are listed by date referred. Choose “By date referred” to open one."
)
NOTES = (LOOKS_QUICK, LOOKS_BACK, OPENS_NOTHING)
