"""Asking for the password of a document, or for a new one, twice."""

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from raciapp.base.messages import mark
from raciapp.ui.difference.dialog import headline, quiet, roomy
from raciapp.ui.language import tr

SHORT, LONG = 10, 16
"""Characters; below the first a password is weak, from the second on strong (NIST SP 800-63B: length counts most)."""


class PasswordDialog(QDialog):
    """Asks for a password; what is typed is hidden unless it is asked for."""

    def __init__(
        self,
        name: str,
        *,
        new: bool = False,
        removable: bool = False,
        trouble: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Ask for the password of the document `name`, or for a `new` one; `trouble` says why once more.

        One that is `removable` can also be taken away: the answer is then empty.
        """
        super().__init__(parent)
        self._new = new
        self.setWindowTitle(tr(mark("Protect with a password")) if new else tr(mark("Password")))
        self.setMinimumWidth(460)
        self.password, self.again = _field(tr(mark("Password"))), _field(tr(mark("Password again")))
        self.shown = QCheckBox(tr(mark("&Show what I type")))
        self.says = quiet(trouble)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        if removable:
            remove = self.buttons.addButton(tr(mark("&Remove the password")), QDialogButtonBox.ButtonRole.ActionRole)
            remove.setAutoDefault(False)
            remove.clicked.connect(self._remove)
        layout, form = roomy(self), QFormLayout()
        form.addRow(tr(mark("&Password")), self.password)
        if new:
            form.addRow(tr(mark("&Again")), self.again)
        layout.addWidget(headline(name))
        if new:
            layout.addWidget(quiet(tr(mark("Nobody can open the document without it, not even we. Keep it safe."))))
        layout.addLayout(form)
        for widget in (self.shown, self.says, self.buttons):
            layout.addWidget(widget)
        self.again.setVisible(new)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.shown.toggled.connect(self._show)
        self.password.textChanged.connect(self._check)
        self.again.textChanged.connect(self._check)
        self.ok.setEnabled(False)
        self.password.setFocus()

    def answer(self) -> str:
        """Return the password."""
        return self.password.text()

    def _remove(self) -> None:
        self.password.clear()
        self.accept()

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.password.setEchoMode(mode)
        self.again.setEchoMode(mode)

    def _check(self) -> None:
        alike = self.password.text() == self.again.text()
        self.ok.setEnabled(bool(self.password.text()) and (alike or not self._new))
        said = ""
        if self._new and self.password.text():
            said = strength(self.password.text())
            if self.again.text() and not alike:
                said = tr(mark("The two are not the same."))
        self.says.setText(said)
        self.password.setAccessibleDescription(said)


def strength(password: str) -> str:
    """Return what is to be said of a new password."""
    if len(set(password)) < SHORT // 2 or len(password) < SHORT:
        return tr(mark("Weak: three or four unrelated words are better."))
    if len(password) < LONG:
        return tr(mark("Fair: a longer one is safer."))
    return tr(mark("Strong."))


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field
