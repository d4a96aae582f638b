# Auszahlungen
payments-title = Auszahlungen
payments-lead = Mittelabrufe der Kommunen, von der Einreichung bis zur Zahlung.
payments-case-title = Auszahlungen
payments-reference = Mittelabruf
payments-grantee = Empfänger
payments-grant = Bewilligung
payments-year = Haushaltsjahr
payments-amount = Betrag
payments-state = Stand
payments-state-DRAFT = Entwurf
payments-state-SUBMITTED = Eingereicht
payments-state-CERTIFIED_FACTUAL = Sachlich richtig
payments-state-CERTIFIED_ARITHMETIC = Rechnerisch richtig
payments-state-ORDERED = Angeordnet
payments-state-PAID = Ausgezahlt
payments-state-RETURNED = Zurückgegeben
payments-state-CANCELLED = Zurückgezogen
payments-all-states = Alle
payments-empty = Hier stehen die Mittelabrufe, sobald eine Kommune den ersten einreicht.
payments-submitted-at = Eingereicht am
payments-booked-on = Gebucht am
payments-paid-on = Wertstellung
payments-use-until = Zu verwenden bis
payments-heading-INSTALMENT = Mittelabruf { $sequence }
payments-heading-FINAL = Schlussrate (Mittelabruf { $sequence })
payments-next = Nächster Schritt
payments-facts = Angaben
payments-signatures = Zeichnungen
payments-history = Verlauf
payments-step = Schritt
payments-person = Person
payments-when = Zeitpunkt
payments-open = offen
payments-actions = Aktionen
payments-by-submit = Eingereicht
payments-by-factual = Sachlich richtig
payments-by-arithmetic = Rechnerisch richtig
payments-by-order = Angeordnet
payments-award = Zuwendung
payments-paid = Ausgezahlt
payments-ordered = Angeordnet
payments-retention = Schlussrate nach Anerkennung des Verwendungsnachweises
payments-used = Bisher abgerufen
payments-open-of-year = Noch abrufbar im Haushaltsjahr { $year }
payments-last-day = Letzter Tag für Mittelabrufe in diesem Haushaltsjahr
payments-new = Mittel abrufen
payments-new-paper = Mittelabruf vom Papier erfassen
payments-edit = Mittelabruf ändern
payments-save = Als Entwurf speichern
payments-again = Neuen Mittelabruf mit diesen Angaben beginnen
payments-expenditure = Erwartete Ausgaben
payments-expenditure-hint = Wofür wird das Geld gebraucht? Zum Beispiel: Honorar der Moderation, Raummiete und Verpflegung der Bürgerwerkstatt am 12.09.2026.
payments-needed = Bedarf
payments-needed-yes = wird innerhalb der Verwendungsfrist gebraucht (erklärt)
payments-needed-no = noch nicht erklärt
payments-needed-declare = Wir erklären, dass der Betrag innerhalb von { $months } Monaten nach der Auszahlung für zuwendungsfähige Ausgaben gebraucht wird.
payments-paper = Eingang auf Papier
payments-paper-hint = Zum Beispiel: unterschriebener Mittelabruf eingegangen am 12.09.2026, Blatt 31 der Akte.
payments-paper-needed = Bitte geben Sie an, wo der unterschriebene Mittelabruf liegt.
payments-submit = Einreichen
payments-submit-confirm = Verbindlich einreichen? Danach lässt sich der Mittelabruf nicht mehr ändern.
payments-certify-factual = Sachlich richtig zeichnen
payments-certify-factual-confirm = Sachliche Richtigkeit feststellen?
payments-certify-arithmetic = Rechnerisch richtig zeichnen
payments-certify-arithmetic-confirm = Rechnerische Richtigkeit feststellen?
payments-order = Auszahlung anordnen
payments-order-confirm = Auszahlung anordnen? Der Betrag wird im Haushalt als angeordnet gebucht.
payments-redirect = Auf die geltende Bankverbindung umordnen
payments-redirect-confirm = Auszahlung auf die geltende Bankverbindung umordnen? Das gilt als neue Anordnung.
payments-cancel = Zurückziehen
payments-cancel-confirm = Diesen Mittelabruf zurückziehen?
payments-send-back = Zurückgeben
payments-send-back-confirm-INSTALMENT = Mittelabruf zurückgeben? Die Kommune erhält den Grund.
payments-send-back-confirm-FINAL = Schlussrate zurückgeben? Sie wird sofort neu zur Prüfung vorgelegt.
payments-reason = Grund
payments-reason-hint = Die Kommune liest ihn.
payments-waits-submit = Der Entwurf wartet auf die Einreichung durch eine zeichnungsberechtigte Person.
payments-waits-factual = Der Mittelabruf wartet auf die Feststellung der sachlichen Richtigkeit durch die Sachbearbeitung.
payments-waits-arithmetic = Der Mittelabruf wartet auf die Feststellung der rechnerischen Richtigkeit durch eine zweite Person der Sachbearbeitung.
payments-waits-order = Der Mittelabruf wartet auf die Anordnung durch Referatsleitung oder Haushalt.
payments-waits-run = Die Auszahlung ist angeordnet und wartet auf die nächste Auszahlungsliste.
payments-waits-cash = Die Auszahlung ist der Kasse übergeben und wartet auf deren Bestätigung.
payments-waits-redirect = Seit der Anordnung gilt eine andere Bankverbindung. Referatsleitung oder Haushalt ordnet die Auszahlung dorthin um.
payments-account = Konto
payments-account-holder = Kontoinhaberin
payments-account-bank = Kreditinstitut
payments-account-source = Herkunft
payments-account-source-APPLICATION = Aus dem Antrag
payments-account-source-MUNICIPALITY = Von der Kommune
payments-account-source-OFFICE = Von der Bewilligungsstelle
payments-account-state-ENTERED = Wartet auf Bestätigung
payments-account-state-CONFIRMED = Bestätigt
payments-account-state-REFUSED = Abgelehnt
payments-account-state-REPLACED = Ersetzt
payments-payee-reference = Kassenzeichen der Kommune
payments-payee-reference-hint = Steht im Verwendungszweck, damit die Kasse die Zahlung zuordnen kann.
payments-bic-hint = Bei deutschen Konten nicht nötig.
payments-bank-title = Bankverbindung
payments-bank-lead = Auf dieses Konto wird ausgezahlt. Eine neue Bankverbindung gilt erst, wenn eine zweite Person sie nach einem Rückruf bestätigt hat; nach einer Änderung wird frühestens nach 24 Stunden dorthin gezahlt.
payments-bank-none = Es ist noch keine Bankverbindung bestätigt.
payments-holder-differs-title = Kontoinhaberin prüfen
payments-holder-differs = Das Konto lautet auf „{ $holder }“, die Zuwendung auf „{ $body }“. Bitte klären Sie das beim Rückruf.
payments-bank-in-force = Geltende Bankverbindung
payments-bank-waiting = Wartet auf Bestätigung
payments-bank-enter = Bankverbindung angeben
payments-bank-change = Bankverbindung ändern
payments-bank-save = Zur Bestätigung geben
payments-bank-waits = Eine zweite Person der Bewilligungsstelle ruft zurück und bestätigt die Angaben.
payments-bank-confirm-lead = Bitte rufen Sie unter einer schon bekannten Nummer zurück, nicht unter einer, die mit der Änderung mitgeteilt wurde.
payments-bank-confirm = Bestätigen
payments-bank-confirm-sure = Bankverbindung bestätigen? Künftige Auszahlungen gehen dorthin.
payments-bank-refuse = Ablehnen
payments-bank-refuse-hint = Zum Beispiel: beim Rückruf nicht bestätigt.
payments-call-back = Vermerk zum Rückruf
payments-call-back-hint = Wer wurde wann unter welcher bekannten Nummer erreicht?
payments-entered-at = Erfasst am
payments-entered-by = Erfasst von
payments-decided-by = Entschieden von
payments-usable-from = Auszahlung möglich ab
payments-note = Vermerk
payments-runs = Auszahlungslisten
payments-runs-lead = Alles Angeordnete eines Programms geht als Liste und als SEPA-Datei an die Kasse. Ein Mittelabruf steht nur in einer einzigen Liste.
payments-runs-made = Erstellte Listen
payments-runs-empty = Es wurde noch keine Auszahlungsliste erstellt.
payments-run = Auszahlungsliste
payments-run-open = Auszahlungsliste öffnen
payments-run-number = Auszahlungsliste { $number }
payments-run-created = Erstellt am
payments-run-count = Zahlungen
payments-run-waiting = Angeordnete Auszahlungen
payments-run-create = Auszahlungsliste erstellen
payments-run-confirm = Auszahlungsliste erstellen? Die Dateien werden mit Prüfsumme abgelegt.
payments-run-held-up-title = Angeordnet, aber zurückgehalten
payments-run-held-up = Was hier steht, kommt nicht in die nächste Auszahlungsliste. Es bleibt angeordnet, bis der Grund entfallen ist oder es zurückgegeben wird.
payments-run-held-why = Grund
payments-held-account = Die Bankverbindung wurde seit der Anordnung geändert. Bitte lassen Sie die Auszahlung umordnen.
payments-held-grant = { $state ->
    [HEARING] Zur Zuwendung läuft eine Anhörung.
    [OBJECTED] Gegen den Bescheid ist ein Rechtsbehelf eingelegt.
    [DELIVERED] Der Bescheid ist nicht mehr bestandskräftig.
    [ACCEPTED] Der Bescheid ist nicht mehr bestandskräftig.
    [REVOKED] Der Bescheid ist widerrufen oder zurückgenommen.
    [REVOKED_PART] Der Bescheid ist teilweise widerrufen oder zurückgenommen.
    [RECLAIMED] Die Zuwendung wird zurückgefordert.
    [DECLINED] Der Bescheid ist aufgehoben.
    [OVERDUE] Der Verwendungsnachweis ist überfällig.
    [REPORT_SUBMITTED] Der Verwendungsnachweis liegt schon vor.
    [IN_AUDIT] Der Verwendungsnachweis wird geprüft.
   *[other] Nach dem Stand der Zuwendung darf zurzeit kein Geld fließen.
}
payments-all-held-back = Angeordnete Auszahlungen gibt es, aber sie müssen alle warten ({ $count }). Die Gründe stehen auf der Seite der Auszahlungslisten.
payments-waits-held = Die Auszahlung ist angeordnet, wird aber zurückgehalten:
payments-execution = Ausführung am
payments-cash-account = Auszahlendes Konto
payments-cash-account-lead = Von diesem Konto zahlt die Kasse für das Programm. Ein neues Konto gilt erst, wenn eine zweite Person es bestätigt hat.
payments-cash-account-missing = Noch nicht festgelegt
payments-message-id = Kennung der SEPA-Nachricht
payments-list-sha256 = Prüfsumme der Liste (SHA-256)
payments-sepa-sha256 = Prüfsumme der SEPA-Datei (SHA-256)
payments-list-download = Liste herunterladen (XLSX)
payments-sepa-download = SEPA-Datei herunterladen (XML)
payments-returns = Rückzahlungen
payments-received-on = Eingang (Wertstellung)
payments-return-record = Rückzahlung erfassen
payments-return-hint = Grund und Buchungsstelle. Eine zweite Person bestätigt die Rückzahlung.
payments-return-confirm = Bestätigen
payments-return-discard = Verwerfen
payments-return-RECORDED = Erfasst
payments-return-CONFIRMED = Bestätigt
payments-return-DISCARDED = Verworfen
payments-task-submit = { $count ->
    [one] Einen Mittelabruf einreichen
   *[other] { $count } Mittelabrufe einreichen
 }
payments-task-factual = { $count ->
    [one] Einen Mittelabruf sachlich prüfen
   *[other] { $count } Mittelabrufe sachlich prüfen
 }
payments-task-arithmetic = { $count ->
    [one] Einen Mittelabruf rechnerisch prüfen
   *[other] { $count } Mittelabrufe rechnerisch prüfen
 }
payments-task-order = { $count ->
    [one] Eine Auszahlung anordnen
   *[other] { $count } Auszahlungen anordnen
 }
payments-task-run = { $count ->
    [one] Eine angeordnete Auszahlung an die Kasse geben
   *[other] { $count } angeordnete Auszahlungen an die Kasse geben
 }
payments-task-account = { $count ->
    [one] Eine Bankverbindung bestätigen
   *[other] { $count } Bankverbindungen bestätigen
 }
payments-task-return = { $count ->
    [one] Eine Rückzahlung bestätigen
   *[other] { $count } Rückzahlungen bestätigen
 }
payments-done-drafted = Der Mittelabruf ist als Entwurf gespeichert, aber noch nicht eingereicht.
payments-done-edited = Der Entwurf ist geändert.
payments-done-submitted = Der Mittelabruf ist eingereicht. Die Bewilligungsstelle wurde benachrichtigt.
payments-done-factual = Die sachliche Richtigkeit ist festgestellt.
payments-done-arithmetic = Die rechnerische Richtigkeit ist festgestellt. Der Mittelabruf wartet auf die Anordnung.
payments-done-ordered = Die Auszahlung ist angeordnet.
payments-done-redirected = Die Auszahlung ist auf die geltende Bankverbindung umgeordnet.
payments-done-returned-INSTALMENT = Der Mittelabruf ist zurückgegeben. Die Kommune wurde benachrichtigt.
payments-done-returned-FINAL = Die Schlussrate ist zurückgegeben und neu zur Prüfung vorgelegt.
payments-done-cancelled = Der Mittelabruf ist zurückgezogen.
payments-done-account-entered = Die Bankverbindung ist erfasst und wartet auf die Bestätigung durch eine zweite Person.
payments-done-account-confirmed = Die Bankverbindung ist bestätigt.
payments-done-account-refused = Die Bankverbindung ist abgelehnt.
payments-done-run = Die Auszahlungsliste ist erstellt.
payments-done-return-recorded = Die Rückzahlung ist erfasst und wartet auf die Bestätigung durch eine zweite Person.
payments-done-return-confirmed = Die Rückzahlung ist bestätigt.
payments-done-return-discarded = Die Erfassung ist verworfen.

payments-in-kind = Diese Förderung ist eine Sachleistung; es wird kein Geld abgerufen.
payments-not-final = Der Bescheid ist noch nicht bestandskräftig. Ein Mittelabruf ist ab dem { $day } möglich, bei einem Rechtsbehelfsverzicht schon mit dessen Eingang.
payments-not-final-open = Der Bescheid ist noch nicht bestandskräftig. Ein Mittelabruf ist möglich, sobald die Rechtsbehelfsfrist abgelaufen ist oder ein Rechtsbehelfsverzicht vorliegt.
payments-award-over = Für diese Zuwendung können keine Mittel mehr abgerufen werden. Die Schlussrate veranlasst die Bewilligungsstelle.
payments-claim-runs = Zu dieser Zuwendung läuft eine Anhörung oder Rückforderung. Buchen Sie den Eingang dort.
payments-not-settled = Die Schlussrate kann erst angeordnet werden, wenn der Verwendungsnachweis anerkannt ist.
payments-year-over = Der Mittelabruf gehört zum Haushaltsjahr { $year } und kann nur in diesem Jahr angeordnet werden. Bitte geben Sie ihn zurück.
payments-final-kept = Eine Schlussrate wird nicht zurückgezogen; sie steht der Kommune mit der Anerkennung des Verwendungsnachweises zu.
payments-amount-positive = Der Betrag muss größer als 0,00 € sein.
payments-over-award = Abgerufen werden können noch höchstens { $left }; { $retention } werden erst nach Anerkennung des Verwendungsnachweises ausgezahlt.
payments-over-tranche = Der Teilbetrag des Haushaltsjahres { $year } reicht nicht aus: möglich { $left }.
payments-over-rest = Von der Zuwendung sind nur noch { $left } offen.
payments-over-paid = Von dieser Zahlung können höchstens { $left } zurückkommen.
payments-need = Bitte erklären Sie, dass der Betrag innerhalb von { $months } Monaten nach der Auszahlung gebraucht wird.
payments-too-late = Der letzte Tag für Mittelabrufe im Haushaltsjahr { $year } war der { $day }.
payments-too-many = Im Haushaltsjahr { $year } sind höchstens { $count } Mittelabrufe möglich.
payments-no-account = Es ist noch keine Bankverbindung bestätigt. Bitte geben Sie eine an; eine zweite Person der Bewilligungsstelle bestätigt sie.
payments-account-blocked = Die Bankverbindung wurde geändert; ausgezahlt wird frühestens am { $at }.
payments-account-waits = Eine Bankverbindung wartet schon auf Bestätigung.
payments-account-unchanged = Diese Bankverbindung gilt schon.
payments-account-wrong-ENTERED = Die Bankverbindung wartet auf Bestätigung.
payments-account-wrong-CONFIRMED = Die Bankverbindung ist schon bestätigt.
payments-account-wrong-REFUSED = Die Bankverbindung ist schon abgelehnt.
payments-account-wrong-REPLACED = Die Bankverbindung ist schon ersetzt.
payments-iban = Bitte geben Sie eine gültige IBAN des SEPA-Raums an; eine deutsche hat 22 Zeichen.
payments-bic = Bitte geben Sie einen gültigen BIC mit 8 oder 11 Zeichen an.
payments-in-run = Der Mittelabruf ist schon an die Kasse gegeben. Nur deren Rückmeldung kann ihn zurückgeben.
payments-nothing-ordered = Es ist nichts angeordnet, das ausgezahlt werden kann.
payments-no-cash-account = Für das Programm ist kein auszahlendes Konto bestätigt.
payments-execution-day = Bitte wählen Sie einen Arbeitstag innerhalb des nächsten Monats.
payments-execution-year = Nicht zum Haushaltsjahr { $year } gehören: { $numbers }. Bitte wählen Sie einen Tag in deren Jahr oder geben Sie diese Abrufe zurück.
payments-not-paid = Dieser Mittelabruf ist nicht ausgezahlt.
payments-return-day = Der Eingang liegt zwischen dem { $day } (Auszahlung) und heute.
payments-return-state-RECORDED = Die Rückzahlung wartet auf Bestätigung.
payments-return-state-CONFIRMED = Die Rückzahlung ist schon bestätigt.
payments-return-state-DISCARDED = Die Erfassung ist schon verworfen.
payments-wrong-state-DRAFT = Der Mittelabruf ist noch ein Entwurf.
payments-wrong-state-SUBMITTED = Der Mittelabruf ist eingereicht; als Nächstes wird die sachliche Richtigkeit festgestellt.
payments-wrong-state-CERTIFIED_FACTUAL = Die sachliche Richtigkeit ist festgestellt; als Nächstes folgt die rechnerische.
payments-wrong-state-CERTIFIED_ARITHMETIC = Der Mittelabruf ist geprüft und wartet auf die Anordnung.
payments-wrong-state-ORDERED = Die Auszahlung ist schon angeordnet.
payments-wrong-state-PAID = Der Mittelabruf ist schon ausgezahlt.
payments-wrong-state-RETURNED = Der Mittelabruf wurde zurückgegeben.
payments-wrong-state-CANCELLED = Der Mittelabruf wurde zurückgezogen.

imports-kind-payments = Zahlungsliste der Landesoberkasse
imports-kind-payments-hint = Rückmeldung der Kasse mit Kassenzeichen, Betrag, Wertstellung und Stand. Wer die Datei geprüft hat, übernimmt sie nicht selbst (Vier-Augen-Prinzip).
payments-import-no-value-date = Die Liste hat keine Spalte „Wertstellung“; Zahlungen lassen sich so nicht übernehmen.
payments-import-unknown = Zum Kassenzeichen „{ $value }“ gibt es keine angeordnete Auszahlung.
payments-import-status = Der Stand „{ $value }“ ist nicht bekannt; möglich sind zum Beispiel „ausgeführt“ und „zurückgewiesen“.
payments-import-amount = Angeordnet sind { $ordered }, die Kasse nennt { $stated }.
payments-import-iban = Das Konto ist nicht das angeordnete.
payments-import-value-missing = Die Wertstellung fehlt.
payments-import-value-day = Die Wertstellung liegt vor der Anordnung oder in der Zukunft.
payments-import-twice = Diese Zahlung steht schon weiter oben in der Liste.
payments-import-contradicts = Die Liste sagt zu dieser Zahlung Verschiedenes (Stand oder Wertstellung). Bitte klären Sie mit der Kasse, was gilt.
payments-import-known = Diese Rückmeldung ist schon übernommen.
payments-import-state-DRAFT = Der Mittelabruf ist noch nicht angeordnet.
payments-import-state-SUBMITTED = Der Mittelabruf ist noch nicht angeordnet.
payments-import-state-CERTIFIED_FACTUAL = Der Mittelabruf ist noch nicht angeordnet.
payments-import-state-CERTIFIED_ARITHMETIC = Der Mittelabruf ist noch nicht angeordnet.
payments-import-state-ORDERED = Die Auszahlung ist angeordnet, aber in keiner Auszahlungsliste.
payments-import-state-PAID = Die Zahlung ist schon mit anderer Wertstellung oder anderem Ergebnis übernommen.
payments-import-state-RETURNED = Der Mittelabruf wurde zurückgegeben.
payments-import-state-CANCELLED = Der Mittelabruf wurde zurückgezogen.
payments-import-sent-back = Von der Kasse zurückgewiesen: { $words }

mail-m-p01-subject = Mittelabruf { $reference } eingegangen
mail-m-p01-body = der Mittelabruf { $reference } über { $amount } ist eingegangen und wartet auf die Feststellung der sachlichen Richtigkeit.
mail-m-p02-subject = Mittelabruf { $reference } zurückgegeben
mail-m-p02-body = Ihr Mittelabruf { $reference } über { $amount } wurde zurückgegeben.

    Grund: { $reason }

    Bitte reichen Sie bei Bedarf einen neuen Mittelabruf ein.
mail-m-p03-subject = Auszahlung { $reference } zur Anordnung
mail-m-p03-body = der Mittelabruf { $reference } über { $amount } ist sachlich und rechnerisch geprüft und wartet auf die Anordnung.
mail-m-p04-subject = Auszahlung { $reference } angewiesen
mail-m-p04-body = auf Ihren Mittelabruf { $reference } wurden { $amount } ausgezahlt.

    Bitte verwenden Sie den Betrag bis zum { $use_until }. Was später verwendet wird, kann zu verzinsen sein (§ 49a Abs. 4 LVwVfG).
mail-m-p05-subject = Mittelabruf für das Haushaltsjahr { $year } bis { $day }
mail-m-p05-body = von Ihrer Zuwendung sind im Haushaltsjahr { $year } noch { $amount } nicht abgerufen.

    Bitte rufen Sie ab, was Sie in diesem Jahr brauchen, spätestens bis zum { $day }. Nicht abgerufene Beträge können mit dem Haushaltsjahr verfallen.
mail-m-p06-subject = Bitte Verwendung bestätigen: { $reference }
mail-m-p06-body = die Frist für die Verwendung der Auszahlung { $reference } über { $amount } ist abgelaufen.

    Sind Mittel noch nicht verwendet, teilen Sie uns das bitte im Förderportal beim Vorhaben unter „Änderung mitteilen“ mit. Ist alles verwendet, ist keine Rückmeldung nötig. Für später verwendete Mittel können Zinsen anfallen (§ 49a Abs. 4 LVwVfG).
mail-m-u02-subject = Bankverbindung geändert – bitte prüfen
mail-m-u02-body = für Ihre Zuwendung wurde eine andere Bankverbindung bestätigt. Die IBAN endet auf { $digits }.

    Ausgezahlt wird dorthin frühestens am { $usable }. Haben Sie die Änderung nicht veranlasst, melden Sie sich bitte sofort bei der Bewilligungsstelle.
applications-event-payment-draft = Mittelabruf entworfen
applications-event-payment-edit = Mittelabruf geändert
applications-event-payment-submit = Mittelabruf eingereicht
applications-event-payment-certify-factual = Sachliche Richtigkeit festgestellt
applications-event-payment-certify-arithmetic = Rechnerische Richtigkeit festgestellt
applications-event-payment-order = Auszahlung angeordnet
applications-event-payment-redirect = Auszahlung auf die geltende Bankverbindung umgeordnet
applications-event-payment-send-to-cash-desk = An die Kasse gegeben
applications-event-payment-pay = Ausgezahlt
applications-event-payment-send-back = Mittelabruf zurückgegeben
applications-event-payment-cancel = Mittelabruf zurückgezogen
applications-event-payment-release-retention = Schlussrate veranlasst
applications-event-payment-return-record = Rückzahlung erfasst
applications-event-payment-return-confirm = Rückzahlung bestätigt
applications-event-payment-return-discard = Erfasste Rückzahlung verworfen
applications-event-bank-account-enter = Bankverbindung erfasst
applications-event-bank-account-confirm = Bankverbindung bestätigt
applications-event-bank-account-refuse = Bankverbindung abgelehnt

# Ungeklärte Buchungen und falsch zugeordnete Zahlungen
payments-lines = Ungeklärte Buchungen
payments-lines-lead = Zeilen aus Zahlungslisten der Landesoberkasse, die zu keiner Auszahlung passen. Sie werden von einer anderen Person geklärt als der, die die Liste übernommen hat.
payments-lines-empty = Es gibt keine ungeklärten Buchungen.
payments-line = Buchung der Kasse
payments-line-reference = Kassenzeichen
payments-line-without-reference = ohne Kassenzeichen
payments-line-payee = Empfänger
payments-line-iban = IBAN
payments-line-purpose = Verwendungszweck
payments-line-status = Stand laut Kasse
payments-line-file = Liste
payments-line-row = Zeile { $row }
payments-line-finding = Warum nicht zugeordnet
payments-line-state-OPEN = Ungeklärt
payments-line-state-MATCHED = Zugeordnet
payments-line-state-DISMISSED = Ohne Bezug
payments-line-wrong-MATCHED = Die Buchung ist schon zugeordnet.
payments-line-wrong-DISMISSED = Die Buchung ist schon als „ohne Bezug“ vermerkt.
payments-line-match = Der Auszahlung zuordnen
payments-line-match-hint = Woran zu erkennen ist, dass es diese Auszahlung ist.
payments-line-match-confirm = Die Auszahlung gilt damit als gezahlt oder, wenn die Kasse sie zurückweist, als zurückgegeben. Fortfahren?
payments-line-dismiss = Ohne Bezug zu Auszahlungen
payments-line-waits = Die Buchung klärt eine Person aus Referatsleitung oder Haushalt, die die Liste nicht selbst übernommen hat.
payments-line-none-awaited = Keine Auszahlung über diesen Betrag wartet auf die Rückmeldung der Kasse.
payments-line-not-awaited = Diese Auszahlung wartet nicht auf die Rückmeldung der Kasse.
payments-line-no-value-date = Die Buchung nennt keine Wertstellung. Bitte fordern Sie bei der Kasse eine vollständige Liste an.
payments-finding-PAYMENT_UNKNOWN = Das Kassenzeichen ist unbekannt.
payments-finding-STATUS_UNKNOWN = Der Stand ist unbekannt.
payments-finding-PAYMENT_CONTRADICTS = Die Liste widerspricht sich.
payments-finding-AMOUNT_DIFFERS = Der Betrag weicht von der Anordnung ab.
payments-finding-IBAN = Die IBAN ist ungültig.
payments-finding-IBAN_DIFFERS = Die Bankverbindung weicht von der Anordnung ab.
payments-finding-VALUE_DATE_MISSING = Die Wertstellung fehlt.
payments-finding-VALUE_DATE = Die Wertstellung kann nicht stimmen.
payments-finding-PAYMENT_STATE = Die Auszahlung erwartet keine Rückmeldung.
payments-done-line-matched = Die Buchung ist der Auszahlung zugeordnet.
payments-done-line-dismissed = Die Buchung ist vermerkt.
payments-task-lines = { $count ->
    [one] Eine ungeklärte Buchung der Kasse klären
   *[other] { $count } ungeklärte Buchungen der Kasse klären
}
payments-corrections = Rückmeldung der Kasse berichtigen
payments-correction-lead = Ist die Rückmeldung der Kasse der falschen Auszahlung zugeordnet worden, wird sie zurückgenommen; die Auszahlung gilt dann wieder als angeordnet. Eine zweite Person bestätigt das.
payments-correction-record = Falsche Zuordnung melden
payments-correction-reason = Was falsch zugeordnet ist und woran das zu erkennen ist
payments-correction-confirm = Zurücknehmen
payments-correction-discard = Verwerfen
payments-correction-sure = Die Auszahlung gilt dann wieder als angeordnet und nicht gezahlt. Fortfahren?
payments-correction-RECORDED = Gemeldet
payments-correction-CONFIRMED = Zurückgenommen
payments-correction-DISCARDED = Verworfen
payments-correction-returned = Von dieser Auszahlung ist Geld zurückgekommen. Die Rückmeldung kann nicht mehr zurückgenommen werden.
payments-done-correction-recorded = Die falsche Zuordnung ist gemeldet. Eine zweite Person bestätigt sie.
payments-done-correction-confirmed = Die Rückmeldung ist zurückgenommen. Die Auszahlung ist wieder angeordnet.
payments-done-correction-discarded = Die Meldung ist verworfen.
applications-event-payment-unpay = Rückmeldung der Kasse zurückgenommen
applications-event-payment-correction-record = Falsche Zuordnung einer Zahlung gemeldet
applications-event-payment-correction-confirm = Falsche Zuordnung einer Zahlung zurückgenommen
applications-event-payment-correction-discard = Meldung einer falschen Zuordnung verworfen

# Sperre der Auszahlungen
payments-stop-title = Auszahlungen sind gesperrt
payments-stop-set = Auszahlungen sperren
payments-stop-reason = Warum kein Geld fließen soll
payments-stop-confirm = Bis zur Aufhebung wird nichts angeordnet und nichts in eine Auszahlungsliste aufgenommen. Sperren?
payments-stop-lift = Sperre aufheben
payments-stop-note = Warum wieder Geld fließen darf
payments-stop-none = Die Auszahlungen sind nicht gesperrt.
payments-stopped = Die Auszahlungen dieser Zuwendung sind gesperrt: { $reason }
payments-done-stop-set = Die Auszahlungen sind gesperrt. Eine andere Person aus Referatsleitung oder Haushalt kann die Sperre aufheben.
payments-done-stop-lifted = Die Sperre ist aufgehoben.
applications-event-payment-stop-set = Auszahlungen gesperrt
applications-event-payment-stop-lift = Sperre der Auszahlungen aufgehoben
