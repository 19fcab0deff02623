"""What is said around a flow of referrals."""

ONLY_EXACT = (
    "The flow from agencies is shown to readers of exact figures only, to protect people. Look at the flow from "
    "pathway to outcome, and at referrals by agency on the page Referrals."
)
NOT_YET = "Outcomes are those so far: of recent referrals more are not yet known."
READ = "The table beside the chart says the same and can be read with the keyboard."
OPENS = (
    "Streams cannot be clicked. The table says the same: each of its rows opens its referrals, and the list under the "
    "chart each group."
)
