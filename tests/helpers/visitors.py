"""Who opens the pages of `docfill serve` in tests: a browser, a clerk with a link, the county."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from docfill.web.server.store import Store

YEAR = 2023
PASSWORD = "correct horse battery"


class Browser:
    """Somebody who opens pages; forms are sent with the token of the last page."""

    def __init__(self, app: Flask):
        self.client: FlaskClient = app.test_client()
        self.csrf = ""

    def open(self, path: str) -> str:
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        self.csrf = found[1] if found else self.csrf
        return answer.text

    def send(self, path: str, **fields: str) -> Any:
        return self.client.post(path, data={"csrf": self.csrf, **fields}, follow_redirects=True)


class Clerk(Browser):
    def __init__(self, app: Flask, store: Store, agency: str = "huashi"):
        super().__init__(app)
        self.page = self.open(f"/go/{store.new_link(agency, 2**33)}")
        self.digest = self.based_on()
        self.fields = self.shown()

    def based_on(self) -> str:
        found = re.search(r'name="based_on" value="(\w+)"', self.page)
        assert found
        return found[1]

    def shown(self) -> dict[str, str]:
        from lxml import html

        form = html.document_fromstring(self.page).find(".//form[@id='entry']")
        assert isinstance(form, html.FormElement)
        # A browser drops the line break behind <textarea>.
        names = {str(k): (v or "").removeprefix("\n") for k, v in form.fields.items()}
        return {k: v for k, v in names.items() if k not in ("csrf", "based_on", "clerk")}

    def hand_in(self) -> Any:
        return self.send("/hand-in", based_on=self.digest)

    def save(self, **changes: str) -> Any:
        self.fields |= {name.replace("__", "."): text for name, text in changes.items()}
        answer = self.client.post(
            "/save",
            json={"based_on": self.digest, "clerk": "张三", "fields": self.fields},
            headers={"X-CSRF": self.csrf},
        )
        if answer.status_code == 200:
            self.digest = answer.get_json()["digest"]
        return answer


class Officer(Browser):
    def __init__(self, app: Flask):
        super().__init__(app)
        self.open("/county")
        self.send("/county/login", password=PASSWORD)
        self.open("/county")
