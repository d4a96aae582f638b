### calls
calls-title = Ausschreibungen
calls-lead = Alle Förderaufrufe Ihrer Programme, die späteste Frist zuerst.
calls-new = Neue Ausschreibung
calls-new-lead = Es genügt, was hier steht. Alles andere kommt aus den Programmwerten und lässt sich danach Teil für Teil bearbeiten.
calls-public-page = Öffentliche Seite
calls-empty = Es gibt keine Ausschreibung, die zu dieser Auswahl passt.
calls-all-states = alle
calls-code = Kennung
calls-code-hint = Großbuchstaben, Ziffern und Bindestriche. Mit der Kennung beginnen auch die Vorgangsnummern.
calls-prefix = Vorgangsnummern beginnen mit
calls-call-title = Titel
calls-state = Stand
calls-opens = Bewerbung ab
calls-deadline = Bewerbungsfrist
calls-budget = Mittel
calls-cap = Höchstbetrag je Projekt
calls-sum = Summe
calls-sum-of-page = Summe dieser Seite
calls-programme = Förderprogramm
calls-edit = Entwurf bearbeiten
calls-edit-title = Ausschreibung { $code } bearbeiten
calls-correct = Berichtigen
calls-save-draft = Entwurf speichern
calls-save-correction = Berichtigung veröffentlichen
calls-correction = Was hat sich geändert?
calls-correction-hint = Geht an alle, die einen Antrag begonnen oder eingereicht haben (M-C08), und steht auf der öffentlichen Seite.
calls-frozen-title = Diese Ausschreibung ist veröffentlicht
calls-group-frame = Rahmen
calls-group-texts = Texte
calls-group-dates = Termine
calls-group-money = Geld
calls-group-criteria = Bewertungskriterien
calls-group-assessment = Bewertung und Formular
calls-title-de = Titel (Deutsch)
calls-title-en = Titel (Englisch)
calls-purpose = Was gefördert wird
calls-purpose-de = Was gefördert wird (Deutsch)
calls-purpose-en = Was gefördert wird (Englisch)
calls-eligible = Wer sich bewerben kann
calls-eligible-de = Wer sich bewerben kann (Deutsch)
calls-eligible-en = Wer sich bewerben kann (Englisch)
calls-how = Bewerbung und Auswahl
calls-how-de = Bewerbung und Auswahl (Deutsch)
calls-how-en = Bewerbung und Auswahl (Englisch)
calls-easy = In Leichter Sprache
calls-easy-hint = Erscheint auf einer eigenen Seite, zu der die öffentliche Seite führt.
calls-opens-time = Uhrzeit des Beginns
calls-opens-time-hint = Leer: 00:00 Uhr
calls-deadline-time = Uhrzeit der Frist
calls-deadline-time-hint = Leer: bis zum Ablauf des Tages (24:00 Uhr). Mit Uhrzeit gilt: Anträge müssen vor dieser Uhrzeit eingegangen sein.
calls-deadline-kind = Art der Frist
calls-deadline-kind-CUT_OFF = Ausschlussfrist
calls-deadline-kind-SOFT = Ordnungsfrist
calls-project-from = Förderzeitraum von
calls-project-until = Förderzeitraum bis
calls-period = Förderzeitraum
calls-funding-mode = Art der Förderung
calls-funding-mode-IN_KIND = Sachleistung (Begleitung durch Fachleute)
calls-funding-mode-CASH_GRANT = Zuwendung (Geld)
calls-financing-type = Finanzierungsart
calls-financing-type-SHARE = Anteilsfinanzierung
calls-financing-type-DEFICIT = Fehlbedarfsfinanzierung
calls-financing-type-FIXED_AMOUNT = Festbetragsfinanzierung
calls-financing-type-FULL = Vollfinanzierung
calls-rate = Fördersatz
calls-minimum = Bagatellgrenze
calls-rounding = Rundung der Bewilligung
calls-rounding-CENT = auf den Cent
calls-rounding-EURO_DOWN = auf volle Euro abgerundet
calls-rounding-TEN_EURO_DOWN = auf volle 10 Euro abgerundet
calls-rounding-HUNDRED_EURO_DOWN = auf volle 100 Euro abgerundet
calls-allocation = Verteilung der Mittel
calls-allocation-RANK_FULL_STOP = nach Rang, voll, bis einer nicht mehr passt
calls-allocation-RANK_FULL_SKIP = nach Rang, voll, kleinere dürfen nachrücken
calls-allocation-RANK_PARTIAL_LAST = nach Rang, dem letzten den Rest
calls-allocation-PRO_RATA = anteilig an alle
calls-allocation-MANUAL = durch die Steuerungsgruppe
calls-line = Haushaltsstelle
calls-no-line = bitte wählen
calls-years = Mittel je Haushaltsjahr
calls-year = Haushaltsjahr
calls-cash = Kassenmittel
calls-commitment = Verpflichtungsermächtigung
calls-no-years = Es sind noch keine Mittel eingetragen.
calls-year-of-row = { $row }. Haushaltsjahr
calls-body-types = Antragsberechtigt
calls-body-type-GEMEINDE = Gemeinde
calls-body-type-STADT = Stadt
calls-body-type-STADTKREIS = Stadtkreis
calls-body-type-LANDKREIS = Landkreis
calls-body-type-GVV = Gemeindeverwaltungsverband
calls-body-type-VVG = Vereinbarte Verwaltungsgemeinschaft
calls-body-type-ZWECKVERBAND = Zweckverband
calls-body-type-ASSOCIATION = Verein oder gemeinnützige Gesellschaft
calls-body-type-FOREIGN_MUNICIPALITY = Gemeinde im Ausland
calls-territory = Gebiet
calls-territory-08 = Baden-Württemberg
calls-territory-all = ohne Beschränkung
calls-territory-keys = Kommunen, deren amtlicher Schlüssel mit { $keys } beginnt
calls-territory-hint = Anfang der amtlichen Schlüssel: 08 steht für Baden-Württemberg.
calls-criteria = Bewertungskriterien
calls-criteria-hint = Die Gewichte ergeben zusammen 100. Lassen Sie nicht gebrauchte Zeilen leer.
calls-criterion = Kriterium
calls-criterion-code = Nr.
calls-weight = Gewicht
calls-anchor = 5 Punkte bedeuten
calls-reviews-min = Bewertungen mindestens
calls-reviews-target = Bewertungen angestrebt
calls-threshold-total = Mindestpunktzahl gesamt
calls-threshold-criterion = Mindestmittel je Kriterium
calls-points = Punkte
calls-form-version = Fassung des Antragsformulars
calls-edition = Fassung der Ausschreibung
calls-facts = Angaben
calls-work = Zu dieser Ausschreibung
calls-approvals = Prüfung und Freigabe
calls-approval-open = noch offen
calls-submitted-by = Zur Prüfung vorgelegt
calls-published-at = Veröffentlicht
calls-timeline = Verlauf
calls-system = System
calls-missing = Das fehlt noch
calls-field = Angabe
calls-what-to-do = Was zu tun ist
calls-reason = Begründung
calls-new-deadline = Neue Frist
calls-state-DRAFT = Entwurf
calls-state-IN_REVIEW = In Prüfung
calls-state-PUBLISHED = Veröffentlicht
calls-state-OPEN = Bewerbungsphase offen
calls-state-CLOSED = Bewerbungsfrist beendet
calls-state-IN_SELECTION = In Auswahl
calls-state-DECIDED = Auswahl getroffen
calls-state-COMPLETED = Abgeschlossen
calls-state-CANCELLED = Aufgehoben
calls-next = Nächster Schritt
calls-next-yours = Das wartet auf Sie
calls-next-DRAFT = Die Sachbearbeitung vervollständigt den Entwurf und legt ihn zur Prüfung vor.
calls-next-IN_REVIEW = Referatsleitung und Beauftragte/r für den Haushalt geben frei: zwei Personen, die den Entwurf nicht selbst vorbereitet haben. Mit der zweiten Freigabe wird veröffentlicht.
calls-next-PUBLISHED = Das System öffnet die Bewerbung am { $opens }.
calls-next-OPEN = Das System schließt die Bewerbung zum Fristende: { $deadline }. Die Referatsleitung kann die Frist verlängern.
calls-next-CLOSED = Die Sachbearbeitung prüft die Anträge auf Vollständigkeit und beginnt dann die Auswahl.
calls-next-IN_SELECTION = Die Anträge werden bewertet; die Steuerungsgruppe wählt aus. Nach unterzeichneter Niederschrift ist die Auswahl getroffen.
calls-next-DECIDED = Die Projekte laufen. Die Referatsleitung schließt die Ausschreibung ab, wenn alle Projekte abgeschlossen sind.
calls-next-COMPLETED = Diese Ausschreibung ist abgeschlossen. Es ist nichts mehr zu tun.
calls-next-CANCELLED = Diese Ausschreibung ist aufgehoben. Es ist nichts mehr zu tun.
calls-verb-submit_for_review = Zur Prüfung vorlegen
calls-verb-send_back = Zurück an die Sachbearbeitung
calls-verb-extend = Frist verlängern
calls-verb-start_selection = Auswahl beginnen
calls-verb-complete = Ausschreibung abschließen
calls-verb-cancel = Ausschreibung aufheben
calls-approve-RL = Als Referatsleitung freigeben
calls-approve-BfdH = Als Beauftragte/r für den Haushalt freigeben
calls-approve-confirm = Ausschreibung freigeben? Mit der zweiten Freigabe wird sie veröffentlicht.
calls-complete-confirm = Ausschreibung abschließen? Das lässt sich nicht zurücknehmen.
calls-cancel-confirm = Ausschreibung aufheben? Das lässt sich nicht zurücknehmen.
calls-reason-send_back = Was ist zu ändern? Geht an die Sachbearbeitung (M-C02).
calls-reason-extend = Die neue Frist gilt für alle; sie erfahren die Begründung (M-C05).
calls-reason-cancel = Alle Antragstellenden erfahren die Begründung (M-C07).
calls-did-create = Entwurf angelegt
calls-did-edit = Entwurf geändert
calls-did-edit_form = Antragsformular geändert
calls-did-submit_for_review = Zur Prüfung vorgelegt
calls-did-send_back = Zurückgegeben
calls-did-approve = Freigegeben (erste Freigabe)
calls-did-publish = Freigegeben und veröffentlicht
calls-did-correct = Berichtigt
calls-did-open = Bewerbung geöffnet
calls-did-extend = Frist verlängert
calls-did-close = Bewerbung geschlossen
calls-did-start_selection = Auswahl begonnen
calls-did-decide = Auswahl getroffen
calls-did-complete = Abgeschlossen
calls-did-cancel = Aufgehoben
calls-link-applications = Anträge
calls-link-applications-hint = alle Anträge dieser Ausschreibung
calls-link-trials = Testanträge
calls-link-trials-hint = anlegen, ausfüllen und einreichen; sie zählen nirgends mit
calls-link-import = Antragsliste importieren
calls-link-import-hint = eine Tabelle mit Anträgen prüfen und übernehmen
calls-link-assessment = Bewertung
calls-link-assessment-hint = Zuteilung und Stand der Bewertungen
calls-link-ranking = Rangfolge
calls-link-ranking-hint = festgeschriebene Reihenfolge
calls-link-allocation = Mittelverteilung
calls-link-allocation-hint = wie weit die Mittel in der Rangfolge reichen
calls-link-grants = Bewilligungen
calls-link-grants-hint = Bescheide und Zusagen
calls-link-report = Bericht
calls-link-report-hint = Zahlen und Ausgaben
calls-link-public = Öffentliche Seite
calls-link-public-hint = so sehen es alle
calls-public-title = Förderaufrufe
calls-public-lead = Aktuelle und frühere Ausschreibungen des Landes.
calls-apply = Antrag stellen
calls-apply-sign-in = Anmelden und bewerben
calls-public-empty = Zurzeit ist keine Ausschreibung veröffentlicht.
calls-public-PUBLISHED = Sie können sich ab { $opens } bewerben. Die Bewerbungsfrist endet: { $deadline }.
calls-public-OPEN = Sie können sich jetzt bewerben. Die Bewerbungsfrist endet: { $deadline }.
calls-public-CLOSED = Die Bewerbungsfrist ist beendet ({ $deadline }). Die Anträge werden geprüft.
calls-public-IN_SELECTION = Die Bewerbungsfrist ist beendet. Die Auswahl läuft.
calls-public-DECIDED = Die Auswahl ist getroffen.
calls-public-COMPLETED = Diese Ausschreibung ist abgeschlossen.
calls-public-CANCELLED = Diese Ausschreibung wurde aufgehoben.
calls-authority = Behörde
calls-department = Referat
calls-address = Anschrift
calls-phone = Telefon
calls-email = E-Mail
calls-contact = Ansprechstelle
calls-task-approve = { $count ->
    [one] Eine Ausschreibung prüfen und freigeben
   *[other] { $count } Ausschreibungen prüfen und freigeben
 }
calls-task-closed = { $count ->
    [one] Eine beendete Ausschreibung: Anträge prüfen, Auswahl beginnen
   *[other] { $count } beendete Ausschreibungen: Anträge prüfen, Auswahl beginnen
 }
calls-done-created = Der Entwurf ist angelegt.
calls-done-saved = Der Entwurf ist gespeichert.
calls-done-corrected = Die Berichtigung ist veröffentlicht.
calls-done-submitted = Die Ausschreibung liegt zur Prüfung vor.
calls-done-sent-back = Die Ausschreibung ist zurückgegeben.
calls-done-approved = Ihre Freigabe ist vermerkt. Es fehlt noch die zweite.
calls-done-published = Die Ausschreibung ist veröffentlicht.
calls-done-extended = Die Frist ist verlängert.
calls-done-in-selection = Die Auswahl hat begonnen.
calls-done-completed = Die Ausschreibung ist abgeschlossen.
calls-done-cancelled = Die Ausschreibung ist aufgehoben.
calls-refused-submit_for_review = Nur ein Entwurf kann zur Prüfung vorgelegt werden.
calls-refused-send_back = Nur eine Ausschreibung in Prüfung kann zurückgegeben werden.
calls-refused-publish = Nur eine Ausschreibung in Prüfung kann freigegeben werden.
calls-refused-open = Nur eine veröffentlichte Ausschreibung kann geöffnet werden.
calls-refused-extend = Die Frist lässt sich nur verlängern, solange die Bewerbung offen ist oder die Auswahl noch nicht begonnen hat.
calls-refused-close = Nur eine offene Ausschreibung kann geschlossen werden.
calls-refused-start_selection = Die Auswahl beginnt erst nach Ende der Bewerbungsfrist.
calls-refused-decide = Nur eine Ausschreibung in Auswahl kann entschieden werden.
calls-refused-complete = Nur eine entschiedene Ausschreibung kann abgeschlossen werden.
calls-refused-cancel = Nach dem Ende der Bewerbungsfrist kann eine Ausschreibung nicht mehr aufgehoben werden.
calls-refused-correct = Ein Entwurf wird bearbeitet, nicht berichtigt.
calls-refused-frozen = In diesem Stand kann die Ausschreibung nicht geändert werden. In der Prüfung gibt die Referatsleitung sie zuerst zurück.
calls-refused-already-approved = Diese Freigabe liegt schon vor. Es fehlt die der anderen Stelle.
calls-refused-code-taken = Die Kennung { $code } ist schon vergeben.
calls-refused-programme = Das Förderprogramm gilt heute nicht. Wenden Sie sich an die Administration.
calls-refused-parameter-dated = Ab diesem Tag gibt es schon einen Wert. Wählen Sie einen anderen Tag.
calls-refused-unchecked = { $count ->
    [one] Bei einem Antrag ist über die Vollständigkeit noch nicht entschieden.
   *[other] Bei { $count } Anträgen ist über die Vollständigkeit noch nicht entschieden.
 }
calls-refused-undecided = { $count ->
    [one] Ein Antrag hat noch kein Ergebnis.
   *[other] { $count } Anträge haben noch kein Ergebnis.
 }
calls-refused-running = { $count ->
    [one] Ein Projekt ist noch nicht abgeschlossen.
   *[other] { $count } Projekte sind noch nicht abgeschlossen.
 }
calls-refused-means-CASH = Haushaltsmittel nicht ausreichend: Für { $year } sind { $wanted } Kassenmittel vorgesehen, verfügbar sind { $available }.
calls-refused-means-COMMITMENT = Verpflichtungsermächtigung nicht ausreichend: Für { $year } sind { $wanted } vorgesehen, verfügbar sind { $available }.
calls-wrong-opens-after-deadline = Die Bewerbung muss vor der Frist beginnen.
calls-wrong-rate = Der Fördersatz liegt über 0 und höchstens bei 100,00 %.
calls-wrong-negative = Beträge können nicht negativ sein.
calls-wrong-too-much = Diese Beträge sind zusammen zu groß.
calls-wrong-minimum = Die Bagatellgrenze liegt höchstens beim Höchstbetrag.
calls-wrong-reviews = Mindestens eine Bewertung; angestrebt sind nicht weniger als mindestens nötig.
calls-wrong-period = Das Ende liegt vor dem Anfang.
calls-wrong-year-twice = Ein Haushaltsjahr kommt doppelt vor.
calls-wrong-criterion-twice = Eine Nummer eines Kriteriums kommt doppelt vor.
calls-wrong-criterion-empty = Jedes Kriterium braucht eine Bezeichnung und ein Gewicht über 0.
calls-wrong-weight = Ein Gewicht liegt zwischen 0 und 100.
calls-wrong-weights = Die Gewichte ergeben zusammen { $sum }, nötig sind 100.
calls-wrong-deadline-past = Die Frist muss in der Zukunft liegen.
calls-wrong-not-later = Eine Frist kann nur auf später verlegt werden.
calls-wrong-no-budget = Tragen Sie Mittel für mindestens ein Haushaltsjahr ein.
calls-wrong-no-cap = Tragen Sie einen Höchstbetrag über 0 ein.
calls-wrong-no-body-type = Wählen Sie mindestens eine Art von Antragstellenden.
calls-wrong-frozen = Das steht seit der Veröffentlichung fest und kann nicht geändert werden.
calls-wrong-code = Schreiben Sie 3 bis 24 Großbuchstaben, Ziffern und Bindestriche, zum Beispiel IBZ-2026A.
calls-wrong-programme-code = Schreiben Sie 2 bis 12 Großbuchstaben und Ziffern, zum Beispiel IBZ.
calls-wrong-parameter = „{ $value }“ ist kein Wert für { $name }.
calls-wrong-threshold = „{ $value }“ ist keine Punktzahl von 0 bis 100. Schreiben Sie zum Beispiel 60,00.
calls-local-time-does-not-exist = Diese Uhrzeit gibt es an diesem Tag nicht, weil die Uhr auf Sommerzeit vorgestellt wird. Wählen Sie eine andere Uhrzeit.
calls-local-time-ambiguous = Diese Uhrzeit gibt es an diesem Tag zweimal, weil die Uhr auf Winterzeit zurückgestellt wird. Wählen Sie eine andere Uhrzeit.
calls-field-title_de = Titel (Deutsch)
calls-field-purpose_de = Was gefördert wird (Deutsch)
calls-field-eligible_de = Wer sich bewerben kann (Deutsch)
calls-field-how_de = Bewerbung und Auswahl (Deutsch)
calls-field-form_version = Fassung des Antragsformulars
calls-field-opens_at = Bewerbung ab
calls-field-deadline_on = Bewerbungsfrist
calls-field-project_until = Förderzeitraum
calls-field-budget_years = Mittel je Haushaltsjahr
calls-field-budget_line_id = Haushaltsstelle
calls-field-cap_cents = Höchstbetrag je Projekt
calls-field-minimum_cents = Bagatellgrenze
calls-field-rate_basis_points = Fördersatz
calls-field-body_types = Antragsberechtigt
calls-field-criteria = Bewertungskriterien
calls-field-reviews_min = Bewertungen mindestens
calls-field-reviews_target = Bewertungen angestrebt
calls-programmes-title = Förderprogramme
calls-programmes-lead = Der rechtliche Rahmen der Ausschreibungen: Bewilligungsstelle, Rechtsbehelf und Programmwerte.
calls-programmes-empty = Es ist noch kein Förderprogramm angelegt.
calls-programme-name = Name
calls-programme-name-de = Name (Deutsch)
calls-programme-name-en = Name (Englisch)
calls-programme-new = Neues Förderprogramm
calls-programme-new-lead = Ein Programm beginnt mit den üblichen Programmwerten. Danach können Sie jeden Wert mit Datum und Quelle ändern.
calls-programme-create = Förderprogramm anlegen
calls-programme-edit = Angaben ändern
calls-programme-edit-title = Förderprogramm { $code } ändern
calls-programme-edit-lead = So stehen die Angaben künftig auf Schreiben und Bescheiden. Was schon ergangen ist, bleibt, wie es ist.
calls-programme-save = Angaben speichern
calls-programme-code-hint = 2 bis 12 Großbuchstaben und Ziffern, zum Beispiel IBZ. Damit beginnen die Kennungen der Ausschreibungen.
calls-valid = Gültig
calls-valid-now = gilt
calls-valid-not = gilt heute nicht
calls-valid-since = ab { $from }
calls-valid-from = Gilt ab
calls-valid-until = Gilt bis
calls-valid-until-hint = Leer: unbefristet
calls-letterhead = Briefkopf
calls-street = Straße und Hausnummer
calls-postcode = Postleitzahl
calls-place = Ort
calls-web = Internet
calls-remedy = Rechtsbehelf
calls-remedy-ACTION = Klage
calls-remedy-OBJECTION = Widerspruch
calls-court = Gericht oder Widerspruchsbehörde
calls-court-hint = Leer bei Klage: das Verwaltungsgericht richtet sich nach dem Sitz der Kommune.
calls-parameters = Programmwerte
calls-parameters-on = Programmwerte am { $day }
calls-parameter = Programmwert
calls-parameter-day = Stand am
calls-parameter-value = Wert
calls-parameter-from = Gilt ab
calls-parameter-from-hint = Frühestens heute. Für die Tage davor bleibt der bisherige Wert.
calls-parameter-source = Rechtsgrundlage oder Quelle
calls-parameter-source-hint = Zum Beispiel: Nummer 4 der Verwaltungsvorschrift vom 01.12.2025.
calls-parameter-by = Eingetragen von
calls-parameter-default = Vorgabe
calls-parameter-now = gilt heute
calls-parameter-later = künftig
calls-parameter-history = Alle Werte
calls-parameter-none = Es ist noch kein Wert eingetragen.
calls-parameter-lead = Ein neuer Wert gilt ab seinem Tag. Frühere Werte bleiben stehen; bestehende Ausschreibungen behalten ihre eigenen Werte.
calls-parameter-set = Neuer Wert
calls-parameter-save = Wert eintragen
calls-parameter-bounds = Eine ganze Zahl von { $least } bis { $most }
calls-parameter-day-hint = Tag und Monat, zum Beispiel 30.11.
calls-parameter-rate-hint = Zum Beispiel { $example }; negativ mit Minus. Gilt ab dem 1. Januar oder dem 1. Juli für ein halbes Jahr.
calls-set-up = Einrichtung
calls-from-parameter = nach Programmwert seit { $from }
calls-from-default = nach Vorgabe des Programms
calls-not-from-parameter = abweichend vom Programmwert { $value } seit { $from }
calls-not-from-default = abweichend von der Vorgabe { $value }
calls-share-basis-EFFECTIVE_SHARE = nach dem tatsächlichen Anteil
calls-share-basis-RATE_WITH_CAP = nach Fördersatz und Höchstbetrag
calls-day-count-ACT_ACT = taggenau, Schaltjahre mit 366 Tagen
calls-day-count-ACT_365 = taggenau, immer 365 Tage
calls-day-count-THIRTY_360 = 30 Tage je Monat, 360 je Jahr
calls-day-rule-PROPORTIONAL = anteilig nach Minuten
calls-day-rule-HALF_DAY_STEPS = in halben Tagen
calls-yes-no-true = ja
calls-yes-no-false = nein
calls-unit-days = { $count ->
    [one] ein Tag
   *[other] { $count } Tage
 }
calls-unit-weeks = { $count ->
    [one] eine Woche
   *[other] { $count } Wochen
 }
calls-unit-months = { $count ->
    [one] ein Monat
   *[other] { $count } Monate
 }
calls-unit-years = { $count ->
    [one] ein Jahr
   *[other] { $count } Jahre
 }
calls-unit-minutes = { $count ->
    [one] eine Minute
   *[other] { $count } Minuten
 }
calls-unit-times = { $count ->
    [one] einmal
   *[other] { $count } Mal
 }
calls-unit-cases = { $count ->
    [one] ein Fall
   *[other] { $count } Fälle
 }
calls-parameter-funding-mode = Art der Förderung
calls-parameter-funding-cap-cents = Höchstbetrag je Projekt
calls-parameter-funding-rate = Fördersatz
calls-parameter-minimum-grant-cents = Bagatellgrenze
calls-parameter-financing-type = Finanzierungsart
calls-parameter-award-rounding = Rundung der Bewilligung
calls-parameter-share-basis = Kürzung bei Anteilsfinanzierung
calls-parameter-allocation-mode = Verteilung der Mittel
calls-parameter-deadline-kind = Art der Bewerbungsfrist
calls-parameter-completion-days = Frist für Nachforderungen
calls-parameter-resolution-weeks = Frist für einen nachgereichten Gremienbeschluss
calls-parameter-deemed-delivery-days = Zeit bis zur angenommenen Bekanntgabe
calls-parameter-remedy-months = Rechtsbehelfsfrist
calls-parameter-acceptance-weeks = Frist für die Annahmeerklärung
calls-parameter-use-within-months = Frist für die Verwendung der Mittel
calls-parameter-payments-per-year = Abrufe je Jahr höchstens
calls-parameter-retention-rate = Einbehalt bis zum Verwendungsnachweis
calls-parameter-last-request-day = Letzter Tag für Abrufe im Jahr
calls-parameter-item-overrun-limit = Überschreitung einzelner Ansätze bis
calls-parameter-reduction-threshold-cents = Kürzung erst ab
calls-parameter-interest-spread-bp = Zinssatz über dem Basiszinssatz
calls-parameter-interest-day-count = Zinsrechnung
calls-parameter-interest-waiver-threshold-cents = Zinsen erst ab
calls-parameter-vn-confirmation-up-to-cents = Bestätigung statt Verwendungsnachweis bis
calls-parameter-vn-due-months = Frist für den Verwendungsnachweis
calls-parameter-vn-sample-rate = Stichprobe vertiefter Prüfungen
calls-parameter-base-rate = Basiszinssatz
calls-parameter-retention-years-funded = Aufbewahrung geförderter Vorgänge
calls-parameter-retention-years-rejected = Aufbewahrung abgelehnter Vorgänge
calls-parameter-retention-months-draft = Aufbewahrung von Entwürfen
calls-parameter-hours-granularity-min = Stunden werden gebucht je
calls-parameter-day-minutes = Ein Tagessatz umfasst
calls-parameter-day-rule = Berechnung von Tagessätzen
calls-parameter-contingent-hard-stop = Kontingent nicht überschreitbar
calls-parameter-small-cell-limit = In öffentlichen Tabellen unterdrückt unter
calls-done-parameter = Der Wert ist eingetragen.
calls-done-programme-created = Das Förderprogramm ist angelegt.
calls-done-programme-saved = Die Angaben sind gespeichert.
calls-wrong-parameter-past = Ein Wert gilt frühestens ab heute. Was vergangen ist, ändert sich nicht.
calls-wrong-half-year = Der Basiszinssatz gilt ab dem 1. Januar oder dem 1. Juli.
calls-group-german = Deutsch
calls-group-english = Englisch
calls-create-draft = Entwurf anlegen
calls-save-next = Speichern und weiter
calls-frozen-part = Dieser Teil steht seit der Veröffentlichung fest. Die Frist verlängert die Referatsleitung auf der Seite der Ausschreibung.
calls-correct-title = Berichtigung einer veröffentlichten Ausschreibung
calls-correct-told = Ihre Änderung wird sofort veröffentlicht und ergibt eine neue Fassung. Alle, die einen Antrag begonnen oder eingereicht haben, erhalten eine E-Mail (M-C08).
calls-correct-not-told = Ihre Änderung gilt für künftige E-Mails und ergibt eine neue Fassung. Antragstellende werden darüber nicht benachrichtigt.
calls-part-texts = Texte
calls-part-easy = Leichte Sprache
calls-part-dates = Termine
calls-part-eligible = Wer sich bewerben kann
calls-part-money = Geld
calls-part-criteria = Bewertung
calls-part-documents = Unterlagen
calls-part-mails = E-Mails
calls-part-examples = Beispiele
calls-part-texts-lead = Die öffentlichen Texte. Wo ein englischer Text fehlt, steht der deutsche.
calls-part-easy-lead = Die Ausschreibung in Leichter Sprache, auf einer eigenen Seite.
calls-part-dates-lead = Alle Zeiten gelten in Baden-Württemberg (Europe/Berlin).
calls-part-eligible-lead = Nach diesen Angaben richtet sich auch die Selbstprüfung auf der öffentlichen Seite.
calls-part-money-lead = Art und Höhe der Förderung und die Mittel je Haushaltsjahr.
calls-part-criteria-lead = Kriterien, Gewichte und Schwellen der Bewertung.
calls-part-documents-lead = Was dem Antrag beizufügen ist. Danach richtet sich auch die Prüfung auf Vollständigkeit.
calls-part-mails-lead = E-Mails dieser Ausschreibung in eigenen Worten.
calls-part-examples-lead = Beispielanträge neben den Regeln. Vor der Veröffentlichung wird jedes Beispiel gerechnet.
calls-easy-rules = Kurze Sätze, ein Gedanke je Satz, keine Fremdwörter. Lassen Sie den Text von der Zielgruppe prüfen.
calls-dates-shown = So wird veröffentlicht: Bewerbung ab { $opens }. Frist: { $deadline }.
calls-deadline-free-day = Die Frist endet an einem Tag ohne Dienstbetrieb
calls-deadline-free-day-hint = Der Tag ist ein Samstag, Sonntag oder Feiertag. An diesem Tag hilft niemand bei technischen Fragen.
calls-grace = Kulanz nach der Frist
calls-grace-hint = Wer am letzten Tag vor der Frist „Verbindlich einreichen“ gedrückt oder um Freigabe gebeten hat, kann das Einreichen noch so lange beenden. Nie als Frist veröffentlicht. Höchstens 240 Minuten.
calls-minutes = Minuten
calls-remove-row = Diese Zeile entfernen
calls-add-budget_years = Haushaltsjahr hinzufügen
calls-add-criteria = Kriterium hinzufügen
calls-add-documents = Unterlage hinzufügen
calls-add-examples = Beispiel hinzufügen
calls-criterion-of-row = { $row }. Kriterium
calls-document-of-row = { $row }. Unterlage
calls-example-of-row = { $row }. Beispiel
calls-label-de = Bezeichnung (Deutsch)
calls-label-en = Bezeichnung (Englisch)
calls-anchor-de = 5 Punkte bedeuten (Deutsch)
calls-anchor-en = 5 Punkte bedeuten (Englisch)
calls-documents = Unterlagen zum Antrag
calls-documents-hint = Lassen Sie nicht gebrauchte Zeilen leer. Die Dateigrößen sind für alle gleich: je Datei 10 MiB.
calls-document = Unterlage
calls-document-required = Pflicht
calls-document-kinds = Dateiarten
calls-mails-hint = Leer lassen: dann gilt der übliche Text des Hauses. Anrede, Link und Fußzeile kommen von selbst dazu.
calls-placeholders = Platzhalter: { $allowed }
calls-mail-subject-de = Betreff (Deutsch)
calls-mail-body-de = Text (Deutsch)
calls-mail-subject-en = Betreff (Englisch)
calls-mail-body-en = Text (Englisch)
calls-mail-M-A01 = Antragsentwurf angelegt
calls-mail-M-A02 = Eingangsbestätigung
calls-mail-M-A03 = Eingang nach der Frist
calls-mail-M-C05 = Frist verlängert
calls-mail-M-C07 = Ausschreibung aufgehoben
calls-mail-M-C08 = Ausschreibung berichtigt
calls-mail-preview = Vorschau
calls-mail-none = Es ist noch kein eigener Text eingetragen. Es gelten die üblichen Texte des Hauses.
calls-sample-project = Zusammenleben im Quartier
calls-sample-reason = Die Angabe zum Förderzeitraum war unklar.
calls-examples-hint = Rechnen Sie Grenzfälle: genau am Höchstbetrag, knapp unter der Bagatellgrenze, außerhalb des Gebiets, vorzeitig begonnen.
calls-example-label = Beispiel
calls-example-body = Art der Kommune
calls-example-key = Amtlicher Schlüssel
calls-example-key-hint = Ganz oder nur der Anfang, zum Beispiel 08416041 oder 09.
calls-example-begun = Das Vorhaben hat schon begonnen
calls-example-starts = Beginn des Vorhabens
calls-example-ends = Ende des Vorhabens
calls-example-requested = Beantragter Betrag oder Wert
calls-example-cost = Gesamtausgaben
calls-example-expected = Erwartetes Ergebnis
calls-example-came = Ergebnis nach den Regeln
calls-example-amount = Erwarteter Betrag
calls-example-amount-came = Betrag nach den Regeln
calls-example-result = Vergleich
calls-example-good = wie erwartet
calls-example-differs = weicht ab
calls-examples-ran = { $count ->
    [one] Ein Beispiel, { $good } wie erwartet
   *[other] { $count } Beispiele, { $good } wie erwartet
 }
calls-outcome-ELIGIBLE = förderfähig
calls-outcome-NOT_ELIGIBLE = nicht förderfähig
calls-outcome-UNDETERMINED = offen, Angaben fehlen
calls-refused-example-ELIGIBLE = Das Beispiel „{ $label }“ ist nach den Regeln förderfähig, erwartet ist etwas anderes. Prüfen Sie Regeln und Beispiel.
calls-refused-example-NOT_ELIGIBLE = Das Beispiel „{ $label }“ ist nach den Regeln nicht förderfähig, erwartet ist etwas anderes. Prüfen Sie Regeln und Beispiel.
calls-refused-example-UNDETERMINED = Beim Beispiel „{ $label }“ bleibt das Ergebnis offen, weil Angaben fehlen. Erwartet ist etwas anderes.
calls-refused-example-amount = Das Beispiel „{ $label }“ ergibt { $came }, erwartet sind { $expected }. Prüfen Sie Regeln und Beispiel.
calls-refused-nothing-changed = Es ist nichts geändert. Eine Berichtigung braucht eine Änderung.
calls-refused-try-out = Nur ein Entwurf oder eine Ausschreibung in Prüfung lässt sich erproben.
calls-wrong-document-twice = Eine Nummer einer Unterlage kommt doppelt vor.
calls-wrong-document-kinds = Wählen Sie mindestens eine Dateiart.
calls-wrong-example = Jedes Beispiel braucht eine Bezeichnung und einen Betrag, der nicht negativ ist.
calls-wrong-mail = Die E-Mail { $code } kann hier nicht oder nur einmal eigene Worte haben.
calls-wrong-mail-half = Betreff und Text gehören zusammen: füllen Sie beides aus oder keins.
calls-wrong-placeholder = Den Platzhalter { $name } gibt es hier nicht. Möglich sind: { $allowed }.
calls-copy = Als Vorlage verwenden
calls-copy-from = Oder eine frühere Ausschreibung übernehmen
calls-copy-hint = alles übernehmen, Termine ein Jahr später
calls-copy-title = Neue Ausschreibung nach { $code }
calls-copy-lead = Texte, Beträge, Kriterien, Unterlagen und Beispiele werden übernommen. Die Termine stehen hier ein Jahr später; prüfen Sie jeden.
calls-prefix-hint = Leer: wie die Kennung
calls-dates-checked = Ich habe alle Termine geprüft
calls-done-copied = Der Entwurf ist nach der Vorlage angelegt.
calls-try-out = Erproben
calls-done-try-out = Die Erprobung hat den Stand des Entwurfs.
calls-did-try_out = Erprobung angelegt oder aktualisiert
calls-preview = Vorschau
calls-preview-hint = So sehen alle die Ausschreibung nach der Veröffentlichung. Noch ist sie nicht öffentlich.
calls-state-PREVIEW = Erprobung
calls-next-PREVIEW = Diese Ausschreibung ist eine Erprobung. Sie erscheint in keiner Liste und keinem Bericht; was hier entsteht, wird nie zu einem Antrag.
calls-public-PREVIEW = Dies ist eine Erprobung.
calls-public-DRAFT = Noch nicht veröffentlicht. Bewerbung ab { $opens }, Frist: { $deadline }.
calls-public-IN_REVIEW = Noch nicht veröffentlicht. Bewerbung ab { $opens }, Frist: { $deadline }.
calls-link-preview = Vorschau der öffentlichen Seite
calls-link-preview-hint = mit Selbstprüfung
calls-link-form = Antragsformular
calls-link-form-hint = Fragen des Antrags, im Entwurf anzupassen
calls-link-versions = Fassungen
calls-link-versions-hint = was wann veröffentlicht wurde, nebeneinander
calls-link-draft = Zum Entwurf
calls-link-draft-hint = aus dem diese Erprobung stammt
calls-link-source = Zur Vorlage
calls-link-source-hint = nach der dieser Entwurf angelegt ist
calls-versions = Fassungen
calls-versions-lead = Jede veröffentlichte Fassung bleibt, wie sie war.
calls-versions-none = Noch ist nichts veröffentlicht.
calls-version-at = Veröffentlicht am
calls-version-by = Von
calls-version-changed = Geändert
calls-version-first = Erste Fassung
calls-version-first-hint = Hier stehen alle Angaben, wie sie zuerst veröffentlicht wurden.
calls-version-title = Fassung { $edition }
calls-version-before = Fassung { $edition } (vorher)
calls-version-after = Fassung { $edition }
calls-corrections = Änderungen seit der Veröffentlichung
calls-calendar = Termine in den Kalender
calls-calendar-opens = Bewerbung möglich: { $title }
calls-calendar-deadline = Bewerbungsfrist endet: { $title }
calls-calendar-text = Bewerbungsfrist: { $deadline }
calls-easy-deadline = Sie können Ihren Antrag bis zum { $day } schicken.
calls-easy-back = Zur ausführlichen Ausschreibung
calls-left-title = Noch
calls-left = { $left } (Stand { $now })
calls-left-two = { $first } und { $second }
calls-left-days = { $count ->
    [one] ein Tag
   *[other] { $count } Tage
 }
calls-left-hours = { $count ->
    [one] eine Stunde
   *[other] { $count } Stunden
 }
calls-left-minutes = { $count ->
    [one] eine Minute
   *[other] { $count } Minuten
 }
calls-check-title = Kann meine Kommune sich bewerben?
calls-check-lead = Beantworten Sie wenige Fragen, ohne sich anzumelden. Was Sie nicht wissen, lassen Sie offen. Nichts wird gespeichert.
calls-check-name = Ihre Kommune
calls-check-name-hint = Name oder amtlicher Schlüssel
calls-check-for = Geprüft wird für: { $name }
calls-check-begun = Hat das Vorhaben schon begonnen?
calls-check-elsewhere = Werden dieselben Ausgaben anderswo öffentlich gefördert?
calls-check-rest = Ist die übrige Finanzierung gesichert?
calls-check-unknown = weiß ich noch nicht
calls-check-submit = Prüfen
calls-check-again = Neu beginnen
calls-check-no-body = Diese Kommune haben wir nicht gefunden
calls-check-no-body-hint = Schreiben Sie den amtlichen Namen oder den amtlichen Schlüssel.
calls-check-ELIGIBLE = Eine Bewerbung ist möglich
calls-check-NOT_ELIGIBLE = So ist eine Bewerbung nicht möglich
calls-check-UNDETERMINED = Das lässt sich noch nicht sagen
calls-check-ELIGIBLE-hint = Alle geprüften Bedingungen sind erfüllt.
calls-check-NOT_ELIGIBLE-hint = Mindestens eine Bedingung ist nicht erfüllt. Unten steht, welche.
calls-check-UNDETERMINED-hint = Es fehlen noch Angaben. Unten steht, welche.
calls-check-amount = Alle geprüften Bedingungen sind erfüllt. Möglich sind bis zu { $amount }.
calls-check-no-promise = Diese Selbstprüfung ersetzt keine Entscheidung. Geprüft wird jeder Antrag erst nach dem Einreichen.
calls-check-reasons = Bedingungen der Ausschreibung { $code }
calls-check-condition = Erfüllt?
calls-check-reason = Bedingung
calls-check-state-ELIGIBLE = erfüllt
calls-check-state-NOT_ELIGIBLE = nicht erfüllt
calls-check-state-UNDETERMINED = offen
calls-check-territory-met = { $name } liegt im Fördergebiet.
calls-check-territory-failed = { $name } liegt nicht im Fördergebiet.
calls-check-territory-open = Wählen Sie Ihre Kommune: sie muss im Fördergebiet liegen.
calls-check-body-met = { $name } gehört zu den Antragsberechtigten.
calls-check-body-failed = { $name } gehört nicht zu den Antragsberechtigten. Als Partner ist eine Beteiligung oft möglich.
calls-check-body-open = Wählen Sie Ihre Kommune: nicht jede Art von Körperschaft kann sich bewerben.
calls-check-begun-met = Das Vorhaben hat noch nicht begonnen.
calls-check-begun-failed = Das Vorhaben hat schon begonnen. Gefördert wird nur, was bei der Bewerbung noch nicht begonnen ist.
calls-check-begun-open = Hat das Vorhaben schon begonnen? Auch ein unterschriebener Vertrag zählt als Beginn.
calls-check-period-met = Das Vorhaben liegt im Förderzeitraum vom { $from } bis { $until }.
calls-check-period-failed = Das Vorhaben liegt nicht ganz im Förderzeitraum vom { $from } bis { $until }.
calls-check-period-open = Beginn und Ende müssen im Förderzeitraum vom { $from } bis { $until } liegen.
calls-check-elsewhere-met = Dieselben Ausgaben werden nicht anderswo gefördert.
calls-check-elsewhere-failed = Dieselben Ausgaben werden schon öffentlich gefördert. Eine doppelte Förderung ist ausgeschlossen.
calls-check-elsewhere-open = Werden dieselben Ausgaben schon öffentlich gefördert? Dann ist eine Förderung ausgeschlossen.
calls-check-rest-met = Die übrige Finanzierung ist gesichert.
calls-check-rest-failed = Die Gesamtfinanzierung muss gesichert sein.
calls-check-rest-open = Ist die Finanzierung gesichert, die nicht das Land trägt?
calls-check-amount-met = Förderfähig sind bis zu { $amount }; die Bagatellgrenze von { $minimum } ist erreicht.
calls-check-amount-failed = Förderfähig wären { $amount }. Das liegt unter der Bagatellgrenze von { $minimum }.
calls-check-amount-open = Nennen Sie die Beträge: gefördert wird ab { $minimum }.
calls-field-title_en = Titel (Englisch)
calls-field-purpose_en = Was gefördert wird (Englisch)
calls-field-eligible_en = Wer sich bewerben kann (Englisch)
calls-field-how_en = Bewerbung und Auswahl (Englisch)
calls-field-easy_de = Leichte Sprache
calls-field-deadline_time = Uhrzeit der Frist
calls-field-deadline_kind = Art der Frist
calls-field-grace_minutes = Kulanz nach der Frist (Minuten)
calls-field-funding_mode = Art der Förderung
calls-field-financing_type = Finanzierungsart
calls-field-rounding = Rundung der Bewilligung
calls-field-allocation_mode = Verteilung der Mittel
calls-field-territory = Gebiet
calls-field-project_from = Förderzeitraum von
calls-field-threshold_total = Mindestpunktzahl gesamt
calls-field-threshold_criterion = Mindestmittel je Kriterium
calls-field-documents = Unterlagen zum Antrag
calls-field-mail_texts = E-Mails in eigenen Worten
calls-field-examples = Beispiele
mail-m-c01-subject = Ausschreibung „{ $title }“ zur Prüfung vorgelegt
mail-m-c01-body =
    die Ausschreibung „{ $title }“ liegt zur Prüfung vor.

    Vorgelegt von: { $submitter }
    Bewerbungsfrist: { $deadline }

    Bitte prüfen Sie die Ausschreibung und geben Sie sie frei oder zurück.
mail-m-c02-subject = Ausschreibung „{ $title }“ – Änderungen erbeten
mail-m-c02-body =
    die Ausschreibung „{ $title }“ wurde zur Überarbeitung zurückgegeben.

    Begründung: { $reason }
mail-m-c05-subject = Frist verlängert bis { $date }: { $title }
mail-m-c05-body =
    die Bewerbungsfrist der Ausschreibung „{ $title }“ wurde für alle verlängert.

    Neue Frist: { $deadline }
    Begründung: { $reason }
mail-m-c06-subject = Bewerbungsfrist beendet – { $count ->
    [one] ein Antrag
   *[other] { $count } Anträge
 } eingegangen
mail-m-c06-body =
    die Bewerbungsfrist der Ausschreibung „{ $title }“ ist beendet.

    Eingegangene Anträge: { $count }
    Davon verspätet: { $late }

    Als Nächstes sind die Anträge auf Vollständigkeit zu prüfen.
mail-m-c07-subject = Ausschreibung „{ $title }“ aufgehoben
mail-m-c07-body =
    die Ausschreibung „{ $title }“ wurde aufgehoben. Ihr Antrag wird nicht weiter bearbeitet.

    Begründung: { $reason }
mail-m-c08-subject = Hinweis zur Ausschreibung „{ $title }“
mail-m-c08-body =
    die Ausschreibung „{ $title }“ wurde berichtigt. Was Sie eingetragen haben, bleibt erhalten.

    Was sich geändert hat: { $reason }
### form
form-missing = Die Formularfassung { $number } gibt es nicht. Bitte wählen Sie in der Ausschreibung eine andere Fassung.
form-broken = Die Formularfassung { $number } ist beschädigt und kann nicht verwendet werden. Bitte wenden Sie sich an die Systembetreuung. Ursache: { $why }
form-undetermined = Ob diese Angabe nötig ist, hängt von „{ $label }“ ab. Bitte füllen Sie das zuerst aus.
form-too-short = Bitte schreiben Sie mindestens { $min } Zeichen; es sind { $count }.
form-too-few = Bitte machen Sie mindestens { $min } Angaben; es sind { $count }.
form-too-many = Höchstens { $max } Angaben sind möglich; es sind { $count }.
form-row-incomplete = Bitte füllen Sie jede begonnene Zeile ganz aus.
form-not-a-choice = „{ $value }“ steht nicht zur Auswahl.
form-postcode = Bitte geben Sie die Postleitzahl mit fünf Ziffern an.
form-iban = Bitte geben Sie eine gültige IBAN an; eine deutsche hat 22 Zeichen.
form-money-range = Bitte geben Sie einen Betrag zwischen 0 und 100 Milliarden Euro an.
form-tenths = Bitte geben Sie eine Zahl mit höchstens einer Nachkommastelle an, nicht „{ $value }“.
form-yes-no = Bitte antworten Sie mit ja oder nein, nicht mit „{ $value }“.
form-phone = Bitte geben Sie die Telefonnummer mit Ziffern, Leerzeichen und + - / ( ) an.
form-url = Bitte geben Sie eine Adresse an, die mit https:// beginnt.
form-wrong-type = Der Wert hat nicht den Typ dieses Feldes.
form-not-readable = Dieses Feld besteht aus mehreren Angaben.
form-nothing = keine Angabe
form-yes = Ja
form-no = Nein
form-one-choice = Bitte geben Sie mindestens zwei Antworten zur Auswahl an, oder keine für eine Textfrage.
form-no-project-section = Dieses Formular hat keinen Abschnitt „Vorhaben“ für eigene Fragen.
form-flaw-code = Die Kennung „{ $code }“ ist nicht erlaubt.
form-flaw-twice = Die Kennung „{ $code }“ kommt zweimal vor.
form-flaw-label = „{ $code }“ braucht eine deutsche Bezeichnung.
form-flaw-limits = Die Grenzen oder Auswahlmöglichkeiten von „{ $code }“ passen nicht zusammen.
form-flaw-self = Die Bedingung von „{ $code }“ fragt nach dem Feld selbst.
form-flaw-reference = Die Bedingung von „{ $code }“ fragt nach „{ $other }“; dieses Feld gibt es nicht oder es ist ausgeschaltet.
form-flaw-circle = Die Bedingungen um „{ $code }“ verweisen im Kreis aufeinander.
form-flaw-empty = Das Formular hat keine Felder.
form-title = Antragsformular
form-lead = Fassung { $number }. Jede Änderung ergibt eine neue Fassung; nach der Veröffentlichung steht das Formular fest.
form-edit-lead = Hier passen Sie den gewählten Abschnitt an diese Ausschreibung an.
form-frozen = Dieses Formular können Sie nicht ändern: Die Ausschreibung ist kein Entwurf, oder sie wird von anderen bearbeitet.
form-fixed = Diese Angabe brauchen das Recht oder spätere Schritte; sie bleibt eingeschaltet und Pflicht.
form-on = Wird gefragt
form-required = Pflichtangabe
form-label-de = Bezeichnung (deutsch)
form-label-en = Bezeichnung (englisch)
form-hint-de = Hinweis (deutsch)
form-hint-en = Hinweis (englisch)
form-max = Höchstlänge
form-characters = Zeichen
form-own = Eigene Frage { $number }
form-own-hint = Leer lassen, wenn Sie keine eigene Frage hinzufügen.
form-own-choices = Antworten zur Auswahl
form-own-choices-hint = Eine je Zeile, englisch nach einem senkrechten Strich: „Ja, sicher | Yes, sure“. Leer lassen für eine Textfrage.
form-own-remove = Diese Frage entfernen
form-done-saved = Das Formular ist gespeichert.
form-book-download = Formular als Arbeitsmappe (xlsx)
form-book-sheet = Antrag
form-book-lists = Auswahl
form-book-intro = Bitte füllen Sie nur die gelben Felder aus. Danach laden Sie die Datei im Förderportal hoch; daraus wird ein Entwurf, den Sie dort prüfen und einreichen.
form-book-lead = Antragstellende Kommune
form-book-lead-hint = Amtlicher Gemeindeschlüssel oder Name.
form-book-code = Kennung
form-book-question = Frage
form-book-answer = Ihre Angabe
form-book-check = Prüfung
form-book-hint = Hinweis
form-book-missing = fehlt noch
form-book-too-long = zu lang
form-book-fits = in Ordnung
form-book-tick = Mit x ankreuzen, was zutrifft.
