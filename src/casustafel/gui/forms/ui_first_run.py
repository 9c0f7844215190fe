# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'first_run.ui'
##
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from casustafel.gui.start.panel import Panel
from casustafel.gui.widgets.form_field import FormField

class Ui_FirstRunForm(object):
    def setupUi(self, FirstRunForm):
        if not FirstRunForm.objectName():
            FirstRunForm.setObjectName(u"FirstRunForm")
        self.outer = QVBoxLayout(FirstRunForm)
        self.outer.setObjectName(u"outer")
        self.above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.outer.addItem(self.above)

        self.middle = QHBoxLayout()
        self.middle.setObjectName(u"middle")
        self.left = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.left)

        self.card = Panel(FirstRunForm)
        self.card.setObjectName(u"card")
        self.column = QVBoxLayout(self.card)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 22, 28, 20)
        self.title = QLabel(self.card)
        self.title.setObjectName(u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty(u"kind", u"title")

        self.column.addWidget(self.title)

        self.intro = QLabel(self.card)
        self.intro.setObjectName(u"intro")
        self.intro.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setWordWrap(True)
        self.intro.setProperty(u"kind", u"muted")

        self.column.addWidget(self.intro)

        self.heading = QLabel(self.card)
        self.heading.setObjectName(u"heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setProperty(u"kind", u"heading")

        self.column.addWidget(self.heading)

        self.names = QHBoxLayout()
        self.names.setSpacing(12)
        self.names.setObjectName(u"names")
        self.person = FormField(self.card)
        self.person.setObjectName(u"person")

        self.names.addWidget(self.person)

        self.municipality = FormField(self.card)
        self.municipality.setObjectName(u"municipality")

        self.names.addWidget(self.municipality)


        self.column.addLayout(self.names)

        self.secrets = QHBoxLayout()
        self.secrets.setSpacing(12)
        self.secrets.setObjectName(u"secrets")
        self.passphrase = FormField(self.card)
        self.passphrase.setObjectName(u"passphrase")

        self.secrets.addWidget(self.passphrase)

        self.again = FormField(self.card)
        self.again.setObjectName(u"again")

        self.secrets.addWidget(self.again)


        self.column.addLayout(self.secrets)

        self.strength = QLabel(self.card)
        self.strength.setObjectName(u"strength")
        self.strength.setTextFormat(Qt.TextFormat.PlainText)
        self.strength.setWordWrap(True)
        self.strength.setProperty(u"kind", u"hint")

        self.column.addWidget(self.strength)

        self.where = QHBoxLayout()
        self.where.setObjectName(u"where")
        self.place = QLabel(self.card)
        self.place.setObjectName(u"place")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setProperty(u"kind", u"hint")

        self.where.addWidget(self.place)

        self.browse = QPushButton(self.card)
        self.browse.setObjectName(u"browse")
        self.browse.setAutoDefault(False)
        self.browse.setProperty(u"kind", u"link")

        self.where.addWidget(self.browse)


        self.column.addLayout(self.where)

        self.row = QHBoxLayout()
        self.row.setObjectName(u"row")
        self.existing = QPushButton(self.card)
        self.existing.setObjectName(u"existing")
        self.existing.setAutoDefault(False)

        self.row.addWidget(self.existing)

        self.example = QPushButton(self.card)
        self.example.setObjectName(u"example")
        self.example.setAutoDefault(False)

        self.row.addWidget(self.example)

        self.between = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row.addItem(self.between)

        self.make = QPushButton(self.card)
        self.make.setObjectName(u"make")
        self.make.setProperty(u"kind", u"primary")

        self.row.addWidget(self.make)


        self.column.addLayout(self.row)


        self.middle.addWidget(self.card)

        self.right = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.right)


        self.outer.addLayout(self.middle)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.outer.addItem(self.below)

        QWidget.setTabOrder(self.person, self.municipality)
        QWidget.setTabOrder(self.municipality, self.passphrase)
        QWidget.setTabOrder(self.passphrase, self.again)
        QWidget.setTabOrder(self.again, self.browse)
        QWidget.setTabOrder(self.browse, self.make)
        QWidget.setTabOrder(self.make, self.existing)
        QWidget.setTabOrder(self.existing, self.example)

        self.retranslateUi(FirstRunForm)

        self.make.setDefault(True)


        QMetaObject.connectSlotsByName(FirstRunForm)
    # setupUi

    def retranslateUi(self, FirstRunForm):
        self.title.setText(QCoreApplication.translate("FirstRunForm", u"Welkom bij Casustafel", None))
        self.intro.setText(QCoreApplication.translate("FirstRunForm", u"Een werkruimte is \u00e9\u00e9n versleuteld bestand met alle casussen, vergaderingen en notulen van uw gemeente.", None))
        self.heading.setText(QCoreApplication.translate("FirstRunForm", u"Nieuwe werkruimte", None))
        self.browse.setText(QCoreApplication.translate("FirstRunForm", u"Andere plek\u2026", None))
        self.existing.setText(QCoreApplication.translate("FirstRunForm", u"Bestaande openen\u2026", None))
        self.example.setText(QCoreApplication.translate("FirstRunForm", u"Voorbeeld bekijken", None))
        self.make.setText(QCoreApplication.translate("FirstRunForm", u"Werkruimte maken", None))
        pass
    # retranslateUi

