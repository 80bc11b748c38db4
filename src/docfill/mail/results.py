"""How the sending of one message can end."""

from dataclasses import dataclass
from enum import StrEnum


class DialogueStage(StrEnum):
    """Where in the dialogue something happened."""

    CONNECT = "connect"
    LOGIN = "login"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    TEXT = "text"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the message and said so."""

    answer: str


@dataclass(frozen=True, slots=True)
class ServerRefusal:
    """The server has not taken the message; `permanent` says that trying again is no use."""

    stage: DialogueStage
    answer: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Unreachable:
    """There is no connection on which any message could be sent."""

    stage: DialogueStage
    answer: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The message was handed over whole, and then the line died before the server's word."""

    answer: str


Result = Sent | ServerRefusal | Unreachable | Uncertain
