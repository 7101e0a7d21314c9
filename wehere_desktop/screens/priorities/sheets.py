"""The sheets of the Priorities screen: a priority, an update for the public and an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import choices_of, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.priority import Priority, PriorityUpdate
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme, plan_priority_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

READ = "People will read this."
INSIDE = "Stays inside."
AS_THE_THEME = "As the theme usually serves"


def officer_picker(desk: Desk, name: str, beat: str) -> RecordPicker:
    """Return a field for an officer; the holder and those of a beat are offered first."""

    def first() -> list[str]:
        posted = [each.officer for each in desk.book.postings.on_beat(beat, desk.today())] if beat else []
        return list(dict.fromkeys([desk.book.holder, *posted]))

    return RecordPicker(desk, "officer", name=name, hint="Type a name or a collar number", first=first)


class PrioritySheet(Paper):
    """A new priority, for which a title and a beat are enough, or one that is changed."""

    def __init__(self, desk: Desk, priority: Priority | None = None, *, beat: str = "") -> None:
        """Ask for what the public reads first, then for what stays inside."""
        self._priority = priority
        beat = priority.beat if priority is not None else beat
        beats = desk.mine().beats
        where = RecordPicker(desk, "beat", name="Beat", hint="Type the beat's name", first=lambda: beats)
        leads = officer_picker(desk, "Who leads on it", beat)
        plan = [("", AS_THE_THEME), *choices_of(PlanPriority)[1:]]
        themes = choices_of(Theme)
        fields = [
            field_of(Priority, "title", hint="Bikes ridden through Elm Park", under=READ),
            field_of(Priority, "beat"),
            field_of(Priority, "theme", choices=[*themes[1:], themes[0]]),
            field_of(Priority, "asb"),
            field_of(Priority, "issue", hint="What happens, where and when, as people told it", under=READ),
            field_of(Priority, "action", hint="What is being done about it", under=READ),
            field_of(Priority, "partners", hint="One in a line", lines=2, under=READ),
            field_of(Priority, "owner", under=INSIDE),
            field_of(Priority, "review_on", shape="text", hint="in 3 months, 4 Dec", under=INSIDE),
            field_of(Priority, "plan_priority", choices=plan),
            field_of(Priority, "notes", under=f"{INSIDE} No suspects and no intelligence here."),
        ]
        if priority is not None:
            fields[6:6] = [
                field_of(Priority, "issue_date", under="As police.uk has it: the day of the issue."),
                field_of(Priority, "action_date", under="The day of the action."),
            ]
        words = "Add the priority" if priority is None else "Keep the changes"
        say = "A title and a beat are enough; it begins as proposed." if priority is None else ""
        super().__init__(desk, fields, words, say=say, editors={"beat": where, "owner": leads})
        if priority is not None:
            self.form.fill(priority)
        else:
            self.form.fill({"beat": beat, "theme": Theme.OTHER})
        self.begin("title")

    def said(self) -> list[tuple[str, bool]]:
        """Say which part of the Plan the theme serves while none is chosen."""
        typed = self.form.typed()
        serves = plan_priority_of(Theme(typed["theme"]))
        if typed["plan_priority"] or not serves:
            return []
        return [(f"It serves “{serves}” of the Police and Crime Plan.", False)]

    def keep_typed(self) -> None:
        """Keep the priority."""
        given = self._given()
        before = self._priority
        if before is None:
            new_id = self.desk.book.world.new_id()
            made = Priority(id=new_id, issue_date=self.desk.today(), **given)
            self.write(
                f"Add the priority “{made.title}”", lambda book: book.priorities.add(made), opens=lambda each: each.id
            )
        else:
            self.write(
                f"Change the priority “{given['title']}”",
                lambda book: book.priorities.amend(before.id, **given),
                opens=lambda each: each.id,
            )

    def _given(self) -> dict[str, Any]:
        typed = self.form.typed()
        beat, owner, review = self.one("beat"), self.one("owner"), self.day("review_on")
        theme = Theme(typed["theme"])
        given = self.form.values() | {
            "beat": beat,
            "owner": owner,
            "review_on": review,
            "theme": theme,
            "asb": bool(typed["asb"]) or theme is Theme.ANTISOCIAL,
            "plan_priority": PlanPriority(typed["plan_priority"]) or plan_priority_of(theme),
        }
        for name, what in (("title", "Say what it is."), ("beat", "Say on which beat it is.")):
            if not given[name]:
                remedy = "A few words that people there would use." if name == "title" else "Choose it from the list."
                raise Refusal(what, remedy=remedy, field=name, kind="missing")
        return given


class UpdateSheet(Paper):
    """A dated step: what people may read, and apart from it what stays inside."""

    def __init__(self, desk: Desk, priority: Priority, update: PriorityUpdate | None = None) -> None:
        """Ask for both wordings."""
        self._priority, self._update = priority, update
        fields = [
            field_of(PriorityUpdate, "on", hint="today"),
            field_of(PriorityUpdate, "text", lines=5, under=f"{READ} On the handout, the notice board and police.uk."),
            field_of(PriorityUpdate, "note", lines=4, under=f"{INSIDE} Nobody outside the team ever sees it."),
        ]
        super().__init__(desk, fields, "Keep the update", filled={"on": "today"})
        if update is not None:
            self.form.fill(update)
        self.begin("text")

    def keep_typed(self) -> None:
        """Keep it; one of the two wordings is needed."""
        given, before, priority = self.form.values(), self._update, self._priority
        if not (given["text"] or given["note"]):
            raise Refusal(
                "There is nothing in it yet.", remedy="Write what may be told, or a note.", field="text", kind="missing"
            )
        if before is None:
            made = PriorityUpdate(id=self.desk.book.world.new_id(), priority=priority.id, **given)
            label = f"Tell what was done about “{priority.title}”" if made.text else f"Note on “{priority.title}”"
            self.write(label, lambda book: book.priority_updates.add(made))
        else:
            self.write(
                f"Change an update on “{priority.title}”",
                lambda book: book.priority_updates.amend(before.id, **given),
            )


class ActionSheet(Paper):
    """All of one action: what, who, by when, what came of it, and whether people may read it."""

    def __init__(self, desk: Desk, priority: Priority, action: Action) -> None:
        """Show the action."""
        self._action = action
        who = officer_picker(desk, "Officer", priority.beat)
        fields = [
            field_of(Action, "what"),
            field_of(Action, "owner"),
            field_of(Action, "partner", hint="The council, a housing association, a school"),
            field_of(Action, "due_on", shape="text", hint="Friday, 4 Dec, in 2 weeks"),
            field_of(Action, "done_on", hint="today; empty while it is to do"),
            field_of(Action, "outcome", under=INSIDE),
            field_of(Action, "publishable", label="People may read this action", shape="yes_no"),
        ]
        super().__init__(desk, fields, "Keep the action", editors={"owner": who})
        self.form.fill(action)
        self.begin("what")

    def keep_typed(self) -> None:
        """Keep the action."""
        owner, due = self.one("owner"), self.day("due_on")
        given = self.form.values() | {"owner": owner, "due_on": due}
        action = self._action
        self.write(f"Change the action “{given['what']}”", lambda book: book.actions.amend(action.id, **given))
