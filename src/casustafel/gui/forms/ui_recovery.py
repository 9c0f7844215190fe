# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'recovery.ui'
##
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

class Ui_RecoveryForm(object):
    def setupUi(self, RecoveryForm):
        if not RecoveryForm.objectName():
            RecoveryForm.setObjectName(u"RecoveryForm")
        self.column = QVBoxLayout(RecoveryForm)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(RecoveryForm)
        self.title.setObjectName(u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty(u"kind", u"title")

        self.column.addWidget(self.title)

        self.intro = QLabel(RecoveryForm)
        self.intro.setObjectName(u"intro")
        self.intro.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.key = QPlainTextEdit(RecoveryForm)
        self.key.setObjectName(u"key")
        self.key.setReadOnly(True)
        self.key.setTabChangesFocus(True)

        self.column.addWidget(self.key)

        self.advice = QLabel(RecoveryForm)
        self.advice.setObjectName(u"advice")
        self.advice.setTextFormat(Qt.TextFormat.PlainText)
        self.advice.setWordWrap(True)
        self.advice.setProperty(u"kind", u"muted")

        self.column.addWidget(self.advice)

        self.row = QHBoxLayout()
        self.row.setObjectName(u"row")
        self.printed = QPushButton(RecoveryForm)
        self.printed.setObjectName(u"printed")
        self.printed.setAutoDefault(False)

        self.row.addWidget(self.printed)

        self.save = QPushButton(RecoveryForm)
        self.save.setObjectName(u"save")
        self.save.setAutoDefault(False)

        self.row.addWidget(self.save)

        self.between = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row.addItem(self.between)


        self.column.addLayout(self.row)

        self.said = QLabel(RecoveryForm)
        self.said.setObjectName(u"said")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setProperty(u"kind", u"hint")

        self.column.addWidget(self.said)

        self.last = QHBoxLayout()
        self.last.setObjectName(u"last")
        self.kept = QCheckBox(RecoveryForm)
        self.kept.setObjectName(u"kept")

        self.last.addWidget(self.kept)

        self.gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.last.addItem(self.gap)

        self.go_on = QPushButton(RecoveryForm)
        self.go_on.setObjectName(u"go_on")
        self.go_on.setEnabled(False)
        self.go_on.setProperty(u"kind", u"primary")

        self.last.addWidget(self.go_on)


        self.column.addLayout(self.last)

        QWidget.setTabOrder(self.key, self.printed)
        QWidget.setTabOrder(self.printed, self.save)
        QWidget.setTabOrder(self.save, self.kept)
        QWidget.setTabOrder(self.kept, self.go_on)

        self.retranslateUi(RecoveryForm)

        self.go_on.setDefault(True)


        QMetaObject.connectSlotsByName(RecoveryForm)
    # setupUi

    def retranslateUi(self, RecoveryForm):
        self.title.setText(QCoreApplication.translate("RecoveryForm", u"Bewaar uw herstelsleutel", None))
        self.intro.setText(QCoreApplication.translate("RecoveryForm", u"Met deze sleutel komt u bij de gegevens als niemand de wachtzin meer weet. Zonder wachtzin en zonder sleutel zijn de gegevens verloren. U ziet de sleutel maar \u00e9\u00e9n keer.", None))
        self.advice.setText(QCoreApplication.translate("RecoveryForm", u"Druk de sleutel af en leg het papier in een kluis, niet naast de computer.", None))
        self.printed.setText(QCoreApplication.translate("RecoveryForm", u"Afdrukken\u2026", None))
        self.save.setText(QCoreApplication.translate("RecoveryForm", u"Opslaan\u2026", None))
        self.kept.setText(QCoreApplication.translate("RecoveryForm", u"Ik heb de sleutel veilig bewaard", None))
        self.go_on.setText(QCoreApplication.translate("RecoveryForm", u"Verder", None))
        pass
    # retranslateUi

