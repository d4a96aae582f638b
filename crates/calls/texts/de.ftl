### calls
calls-title = Ausschreibungen
calls-lead = Alle Förderaufrufe Ihrer Programme, die späteste Frist zuerst.
calls-new = Neue Ausschreibung
calls-new-lead = Die Werte des Programms sind eingetragen. Sie können den Entwurf jederzeit speichern und später vervollständigen.
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
calls-correct = Texte berichtigen
calls-save-draft = Entwurf speichern
calls-save-correction = Berichtigung veröffentlichen
calls-correction = Was hat sich geändert?
calls-correction-hint = Geht an alle, die einen Antrag begonnen haben (M-C08).
calls-frozen-title = Diese Ausschreibung ist veröffentlicht
calls-frozen = Kriterien, Gewichte, Beträge, Termine und Antragsformular stehen fest. Nur die Texte können Sie berichtigen; das ergibt eine neue Fassung. Die Frist verlängert die Referatsleitung auf der Seite der Ausschreibung.
calls-group-frame = Rahmen
calls-group-texts = Texte
calls-group-dates = Termine
calls-group-money = Geld
calls-group-eligible = Wer sich bewerben kann
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
calls-easy-hint = Erscheint auf der öffentlichen Seite.
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
calls-cash-of-row = Kassenmittel im { $row }. Jahr
calls-commitment-of-row = Verpflichtungsermächtigung für das { $row }. Jahr
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
calls-territory-hint = Anfang der amtlichen Schlüssel: 08 steht für Baden-Württemberg.
calls-criteria = Bewertungskriterien
calls-criteria-hint = Die Gewichte ergeben zusammen 100. Lassen Sie nicht gebrauchte Zeilen leer.
calls-criterion = Kriterium
calls-criterion-code = Nr.
calls-weight = Gewicht
calls-anchor = 5 Punkte bedeuten
calls-criterion-code-of-row = { $row }. Kriterium: Nummer
calls-weight-of-row = { $row }. Kriterium: Gewicht
calls-label-de-of-row = { $row }. Kriterium: Bezeichnung (Deutsch)
calls-label-en-of-row = { $row }. Kriterium: Bezeichnung (Englisch)
calls-anchor-de-of-row = { $row }. Kriterium: 5 Punkte bedeuten (Deutsch)
calls-anchor-en-of-row = { $row }. Kriterium: 5 Punkte bedeuten (Englisch)
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
calls-did-correct = Texte berichtigt
calls-did-open = Bewerbung geöffnet
calls-did-extend = Frist verlängert
calls-did-close = Bewerbung geschlossen
calls-did-start_selection = Auswahl begonnen
calls-did-decide = Auswahl getroffen
calls-did-complete = Abgeschlossen
calls-did-cancel = Aufgehoben
calls-link-applications = Anträge
calls-link-applications-hint = alle Anträge dieser Ausschreibung
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
    die Ausschreibung „{ $title }“ wurde berichtigt. Ihr Entwurf bleibt erhalten.

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
form-own-choices-hint = Eine je Zeile. Leer lassen für eine Textfrage.
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
