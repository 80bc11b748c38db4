"""What the pages say, in the reader's language."""

from docfill.base import Message, tell, tell_count


def page_words() -> dict[str, str]:
    """Each word of the pages by the name the templates call it."""
    words = {
        "saved": tell("saved"),
        "saving": tell("saving …"),
        "unsaved": tell("not saved yet"),
        "offline": tell("no connection: what you typed is kept here and saved later"),
        "clerk": tell("filled in by"),
        "clerk_hint": tell("your name, for the history"),
        "save": tell("Save"),
        "preview": tell("Show the pages"),
        "previewing": tell("The pages are being made …"),
        "history": tell("History"),
        "hand_in": tell("Hand in"),
        "hand_in_hint": tell("After that only the county can return it for changes."),
        "hand_in_blocked": tell("Errors must be corrected before it can be handed in."),
        "handed_in": tell(
            "Handed in on {when}. The county can return it for changes.", when="{when}"
        ),
        "returned": tell("The county returned this report:"),
        "locked": tell("This page is for reading."),
        "unreadable": tell("The filing cannot be read; the county must mend it first."),
        "findings": tell("Findings"),
        "nothing_found": tell("Nothing was found."),
        "errors": tell("errors"),
        "warnings": tell("warnings"),
        "last_year": tell("last year"),
        "blank_is_zero": tell("An empty figure counts as 0."),
        "characters": tell("characters"),
        "prose_hint": tell("A paragraph a line; a line that begins with ## is a sub-heading."),
        "others": tell("also here:"),
        "word_file": tell("Word document"),
        "pdf_file": tell("PDF"),
        "workbook": tell("Excel workbook"),
        "page_file": tell("Page for the portal"),
        "documents": tell("Documents and hand-in"),
        "page": tell("page"),
        "nameless": tell("somebody"),
        "load": tell("Load the form as it is now"),
        "late": tell(
            "What you typed here last was not saved before somebody else saved. It is kept under "
            "“History”, nothing is lost."
        ),
        "small_is_last_year": tell("The small figures are last year's."),
        "zero_rows": tell("Show the rows that are 0, this year and last ({n})", n="{n}"),
        "begun_from": tell("Figures that last year hands over are filled in already."),
        "restore": tell("Restore"),
        "when": tell("when"),
        "who": tell("who"),
        "what": tell("what"),
        "back": tell("back to the form"),
        "history_empty": tell("Nothing was saved here yet."),
        "compare": tell("Compare"),
        "stands_now": tell("stands there now"),
        "now": tell("now in the form"),
        "there": tell("in this text"),
        "take_over": tell("Take over what is ticked"),
        "take_hint": tell("Nothing is changed before that. What is not ticked stays as it is."),
        "upload": tell("Upload and compare"),
        "upload_file": tell("A filled workbook, or the report as it was published"),
        "upload_hint": tell("Every difference is shown; nothing is taken before you say so."),
        "nothing_taken": tell("Nothing was taken from this file."),
        "field": tell("field"),
        "all_same": tell("This text says the same as the form does now."),
        "earlier": tell("earlier saves of this sitting"),
        "restore_whole": tell("Restore the whole text"),
        "empty": tell("empty"),
        "enter": tell("Open this form instead"),
        "enter_hint": tell(
            "This link opens another form than the one you have open. What was saved there stays."
        ),
        "password": tell("Password"),
        "log_in": tell("Log in"),
        "log_out": tell("Log out"),
        "no_password": tell("No password is set: docfill serve --set-password sets it."),
        "clerks_way": tell("Clerks follow the link the county sent them."),
        "county_page": tell("The county's page"),
        "agency": tell("agency"),
        "standing": tell("standing"),
        "last_saved": tell("last saved"),
        "sums": tell("Sums"),
        "handed_in_list": tell("Handed in"),
        "days_left": tell("days left"),
        "days_over": tell("days over"),
        "deadline": tell("deadline {day}", day="{day}"),
        "here_now": tell("here now"),
        "present": tell("is filling it in now"),
        "links": tell("Links"),
        "link_now": tell("link"),
        "mail": tell("Mail"),
        "remind": tell("Remind all who owe a report"),
        "remind_hint": tell(
            "To each agency with a mail address whose filing is missing or has errors, once a day."
        ),
        "send": tell("Send what is handed in to the county's mailbox"),
        "send_hint": tell(
            "Reports that were made and proved, each once. Those that are not made yet are named."
        ),
        "posting": tell("The mail is on its way …"),
        "look_again": tell("Look again"),
        "posted": tell("What became of the last mail"),
        "figure_by_agency": tell("A figure, agency by agency"),
        "show": tell("Show"),
        "all_agencies": tell("all agencies"),
        "as_json": tell("as JSON, for scripts"),
        "at": tell("at"),
        "county_itself": tell("the county"),
        "signature": tell("remark"),
        "log": tell("Log"),
        "overview": tell("Overview"),
        "build_all": tell("Make all reports"),
        "building": tell("reports made"),
        "failed": tell("not made: {names}", names="{names}"),
        "return_it": tell("Return"),
        "remark": tell("remark for the clerk"),
        "new_link": tell("New link"),
        "revoke": tell("Revoke link"),
        "link_for": tell("Link for {name}", name="{name}"),
        "link_until": tell("It is good until {day}.", day="{day}"),
        "link_hint": tell(
            "It is shown only this once. Send it to the agency; older ones are closed."
        ),
        "covers": tell("{covers} filings added up", covers="{covers}"),
        "lacking": tell("not added: {names}", names="{names}"),
        "figure": tell("figure"),
        "whole": tell("whole"),
        "of_year": tell("reports of {year}", year="{year}"),
        "sums_of": tell("Sums of {year}", year="{year}"),
        "all_zero": tell("This figure is 0 everywhere."),
        "sum_zero_rows": tell("Show the rows that are 0 ({n})", n="{n}"),
        "kept_aside": tell("kept in the history, not in the form"),
        "trouble": tell("This cannot be shown"),
        "to_content": tell("to the content"),
    }
    return {name: str(word) for name, word in words.items()}


def standing_word(standing: str) -> str:
    """How far an agency is, as the county reads it."""
    words: dict[str, Message] = {
        "missing": tell("not begun"),
        "opened": tell("opened"),
        "begun": tell("begun, with errors"),
        "finished": tell("filled in"),
        "handed-in": tell("handed in"),
        "returned": tell("returned"),
    }
    return str(words[standing])


def kind_word(kind: str) -> str:
    """Why a text was kept, as the history says it."""
    words: dict[str, Message] = {
        "save": tell("saved"),
        "restored": tell("an earlier text, restored"),
        "aside": tell("kept aside: somebody else was faster"),
        "found": tell("as it was before the page was used"),
        "uploaded": tell("uploaded, not taken over yet"),
    }
    return str(words[kind])


def act_word(act: str) -> str:
    """What somebody did, as the log says it."""
    words: dict[str, Message] = {
        "opened": tell("opened the form"),
        "uploaded": tell("uploaded a file"),
        "saved": tell("saved"),
        "restored": tell("restored an earlier text"),
        "accepted": tell("took over fields of another text"),
        "wrong-password": tell("a wrong password was given"),
        "handed-in": tell("handed in"),
        "returned": tell("returned it"),
        "new-link": tell("made a new link"),
        "link-gone": tell("revoked the link"),
        "county-in": tell("the county logged in"),
        "build": tell("had all reports made"),
        "remind": tell("had reminders sent"),
        "send": tell("had reports sent to the county's mailbox"),
    }
    return str(words.get(act, act))


def many_saves(number: int) -> str:
    """That somebody saved, and how often."""
    return str(tell_count("saved {n} time", "saved {n} times", n=number))
