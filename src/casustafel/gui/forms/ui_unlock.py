# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'unlock.ui'
##
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from casustafel.gui.start.panel import DrawnField

class Ui_UnlockForm(object):
    def setupUi(self, UnlockForm):
        if not UnlockForm.objectName():
            UnlockForm.setObjectName(u"UnlockForm")
        self.column = QVBoxLayout(UnlockForm)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(UnlockForm)
        self.title.setObjectName(u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setText(u"Casustafel")
        self.title.setProperty(u"kind", u"wordmark")

        self.column.addWidget(self.title)

        self.place = QLabel(UnlockForm)
        self.place.setObjectName(u"place")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setProperty(u"kind", u"muted")

        self.column.addWidget(self.place)

        self.person = DrawnField(UnlockForm)
        self.person.setObjectName(u"person")

        self.column.addWidget(self.person)

        self.passphrase = DrawnField(UnlockForm)
        self.passphrase.setObjectName(u"passphrase")

        self.column.addWidget(self.passphrase)

        self.reveal = QCheckBox(UnlockForm)
        self.reveal.setObjectName(u"reveal")

        self.column.addWidget(self.reveal)

        self.row = QHBoxLayout()
        self.row.setObjectName(u"row")
        self.other = QPushButton(UnlockForm)
        self.other.setObjectName(u"other")
        self.other.setAutoDefault(False)
        self.other.setProperty(u"kind", u"link")

        self.row.addWidget(self.other)

        self.between = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row.addItem(self.between)

        self.act = QPushButton(UnlockForm)
        self.act.setObjectName(u"act")
        self.act.setProperty(u"kind", u"primary")

        self.row.addWidget(self.act)


        self.column.addLayout(self.row)

        QWidget.setTabOrder(self.person, self.passphrase)
        QWidget.setTabOrder(self.passphrase, self.reveal)
        QWidget.setTabOrder(self.reveal, self.act)
        QWidget.setTabOrder(self.act, self.other)

        self.retranslateUi(UnlockForm)

        self.act.setDefault(True)


        QMetaObject.connectSlotsByName(UnlockForm)
    # setupUi

    def retranslateUi(self, UnlockForm):
        self.reveal.setText(QCoreApplication.translate("UnlockForm", u"Wachtzin tonen", None))
        self.other.setText(QCoreApplication.translate("UnlockForm", u"Andere werkruimte\u2026", None))
        self.act.setText(QCoreApplication.translate("UnlockForm", u"Openen", None))
        pass
    # retranslateUi

