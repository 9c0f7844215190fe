# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'report.ui'
##
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

class Ui_ReportForm(object):
    def setupUi(self, ReportForm):
        if not ReportForm.objectName():
            ReportForm.setObjectName(u"ReportForm")
        ReportForm.resize(560, 400)
        self.column = QVBoxLayout(ReportForm)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.title = QLabel(ReportForm)
        self.title.setObjectName(u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty(u"kind", u"heading")

        self.column.addWidget(self.title)

        self.intro = QLabel(ReportForm)
        self.intro.setObjectName(u"intro")
        self.intro.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.text = QPlainTextEdit(ReportForm)
        self.text.setObjectName(u"text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)

        self.column.addWidget(self.text)

        self.said = QLabel(ReportForm)
        self.said.setObjectName(u"said")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setProperty(u"kind", u"hint")

        self.column.addWidget(self.said)

        self.row = QHBoxLayout()
        self.row.setObjectName(u"row")
        self.between = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row.addItem(self.between)

        self.save = QPushButton(ReportForm)
        self.save.setObjectName(u"save")
        self.save.setAutoDefault(False)

        self.row.addWidget(self.save)

        self.cancel = QPushButton(ReportForm)
        self.cancel.setObjectName(u"cancel")

        self.row.addWidget(self.cancel)


        self.column.addLayout(self.row)

        QWidget.setTabOrder(self.cancel, self.save)
        QWidget.setTabOrder(self.save, self.text)

        self.retranslateUi(ReportForm)

        self.cancel.setDefault(True)


        QMetaObject.connectSlotsByName(ReportForm)
    # setupUi

    def retranslateUi(self, ReportForm):
        ReportForm.setWindowTitle(QCoreApplication.translate("ReportForm", u"Onverwachte fout", None))
        self.title.setText(QCoreApplication.translate("ReportForm", u"Er ging iets mis in het programma", None))
        self.intro.setText(QCoreApplication.translate("ReportForm", u"Wat opgeslagen was, is bewaard. Wat u het laatst deed, is misschien niet gelukt: controleer dat. U kunt een verslag opslaan en aan de beheerder geven. Er staan geen persoonsgegevens in.", None))
        self.save.setText(QCoreApplication.translate("ReportForm", u"Verslag opslaan\u2026", None))
        self.cancel.setText(QCoreApplication.translate("ReportForm", u"Sluiten", None))
    # retranslateUi

