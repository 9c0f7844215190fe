# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'unlock.ui'
##
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from casustafel.gui.start.panel import Panel
from casustafel.gui.widgets.form_field import FormField

class Ui_UnlockForm(object):
    def setupUi(self, UnlockForm):
        if not UnlockForm.objectName():
            UnlockForm.setObjectName(u"UnlockForm")
        self.outer = QVBoxLayout(UnlockForm)
        self.outer.setObjectName(u"outer")
        self.above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.outer.addItem(self.above)

        self.middle = QHBoxLayout()
        self.middle.setObjectName(u"middle")
        self.left = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.left)

        self.card = Panel(UnlockForm)
        self.card.setObjectName(u"card")
        self.column = QVBoxLayout(self.card)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 24, 28, 20)
        self.title = QLabel(self.card)
        self.title.setObjectName(u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setText(u"Casustafel")
        self.title.setProperty(u"kind", u"wordmark")

        self.column.addWidget(self.title)

        self.place = QLabel(self.card)
        self.place.setObjectName(u"place")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setProperty(u"kind", u"muted")

        self.column.addWidget(self.place)

        self.person = FormField(self.card)
        self.person.setObjectName(u"person")

        self.column.addWidget(self.person)

        self.passphrase = FormField(self.card)
        self.passphrase.setObjectName(u"passphrase")

        self.column.addWidget(self.passphrase)

        self.reveal = QCheckBox(self.card)
        self.reveal.setObjectName(u"reveal")

        self.column.addWidget(self.reveal)

        self.row = QHBoxLayout()
        self.row.setObjectName(u"row")
        self.other = QPushButton(self.card)
        self.other.setObjectName(u"other")
        self.other.setAutoDefault(False)
        self.other.setProperty(u"kind", u"link")

        self.row.addWidget(self.other)

        self.between = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row.addItem(self.between)

        self.open = QPushButton(self.card)
        self.open.setObjectName(u"open")
        self.open.setProperty(u"kind", u"primary")

        self.row.addWidget(self.open)


        self.column.addLayout(self.row)


        self.middle.addWidget(self.card)

        self.right = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.right)


        self.outer.addLayout(self.middle)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.outer.addItem(self.below)

        QWidget.setTabOrder(self.person, self.passphrase)
        QWidget.setTabOrder(self.passphrase, self.reveal)
        QWidget.setTabOrder(self.reveal, self.open)
        QWidget.setTabOrder(self.open, self.other)

        self.retranslateUi(UnlockForm)

        self.open.setDefault(True)


        QMetaObject.connectSlotsByName(UnlockForm)
    # setupUi

    def retranslateUi(self, UnlockForm):
        self.reveal.setText(QCoreApplication.translate("UnlockForm", u"Wachtzin tonen", None))
        self.other.setText(QCoreApplication.translate("UnlockForm", u"Andere werkruimte\u2026", None))
        self.open.setText(QCoreApplication.translate("UnlockForm", u"Openen", None))
        pass
    # retranslateUi

