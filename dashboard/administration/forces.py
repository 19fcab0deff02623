"""What a manager adds for their forces: events that explain figures, targets to aim for, thresholds, a case system."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.policy import Action, User, check_may
from data_access import annotations, force_settings, targets
from data_access.annotations import AnnotationRefused
from data_access.audit import Witness
from data_access.caseload_vocabulary import Threshold
from data_access.force_settings import ForceSettingRefused
from data_access.sessions import Store
from data_access.targets import TargetRefused
from data_access.vocabulary import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceOffice:
    """One manager at work on the forces of their scope, at one moment.

    Every method raises `NotPermitted` for whoever may not do this, `OutOfScope` for a force that is not theirs, and
    `DatabaseUnavailable` when the store or its audit cannot be written; nothing is changed then.
    """

    user: User
    store: Store
    witness: Witness
    now: datetime

    def note(self, force_code: str, *, happened_on: date | None, title: str, explanation: str) -> None:
        """Note an event beside the figures of a force; raises `AnnotationRefused` for what no event may be."""
        check_may(self.user, Action.ANNOTATE)
        if happened_on is None:
            raise AnnotationRefused(
                "No day was chosen.", unharmed=annotations.UNCHANGED, remedy="Choose when it happened."
            )
        annotations.add(
            self.store,
            force_code=force_code,
            happened_on=happened_on,
            title=title,
            explanation=explanation,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )

    def withdraw(self, annotation_id: int, *, reason: str) -> None:
        """Take an event off the charts; raises `AnnotationRefused` without a reason or where there is none."""
        check_may(self.user, Action.ANNOTATE)
        annotations.withdraw(
            self.store,
            annotation_id=annotation_id,
            reason=reason,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )

    def aim(self, force_code: str, *, risk: Risk | None, days: int, effective_from: date | None) -> None:
        """Set a target from a day on; raises `TargetRefused` for days that no target may have."""
        check_may(self.user, Action.SET_TARGETS)
        if effective_from is None:
            raise TargetRefused("No day was chosen.", unharmed=targets.UNCHANGED, remedy="Choose from when it holds.")
        targets.set_target(
            self.store,
            force_code=force_code,
            risk=risk,
            days=days,
            effective_from=effective_from,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )

    def require(self, force_code: str, *, threshold: Threshold | None, days: int) -> None:
        """Set after how many days a case needs action; raises `ForceSettingRefused` for days that none may have."""
        check_may(self.user, Action.SET_TARGETS)
        if threshold is None:
            raise ForceSettingRefused(
                "No threshold was chosen.", unharmed=force_settings.UNCHANGED, remedy="Choose what the days are for."
            )
        force_settings.set_threshold(
            self.store,
            force_code=force_code,
            threshold=threshold,
            days=days,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )

    def link(self, force_code: str, *, template: str) -> None:
        """Set where the page of a case leads; raises `ForceSettingRefused` for what is no address of a case system."""
        check_may(self.user, Action.SET_TARGETS)
        force_settings.set_case_link(
            self.store,
            force_code=force_code,
            template=template,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )
