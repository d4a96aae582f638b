# Anträge

## Listen und Seiten
applications-nav = Anträge
applications-nav-mine = Meine Anträge
applications-title = Anträge
applications-untitled = (ohne Titel)
applications-number = Nummer
applications-lead = Antragstellende Kommune
applications-lead-hint = Amtlicher Schlüssel oder Name, zum Beispiel 08416025 oder Mössingen
applications-key = Amtlicher Schlüssel
applications-body = Körperschaft
applications-body-type = Art der Körperschaft
applications-district = Landkreis
applications-population = Einwohnerzahl
applications-project = Titel des Vorhabens
applications-requested = Beantragter Betrag
applications-requested-hint = Höchstbetrag je Vorhaben: { $cap }
applications-received = Eingegangen
applications-state = Stand
applications-call = Ausschreibung
applications-search = Nummer, Kommune oder Titel
applications-any = alle
applications-list-empty = Kein Antrag entspricht dieser Auswahl. Setzen Sie den Filter zurück oder importieren Sie eine Antragsliste.
applications-new = Antrag anlegen
applications-choose-call = Für welche Ausschreibung?
applications-start-checks = Formale Prüfung für alle beginnen
applications-start-checks-confirm = Für alle eingereichten Anträge dieser Ausschreibung die formale Prüfung beginnen?
applications-complete-all = Alle als vollständig bestätigen
applications-complete-all-confirm = Alle Anträge dieser Ausschreibung, die in formaler Prüfung sind, als vollständig bestätigen? Sie bestätigen damit jeden Punkt der Prüfliste.
applications-bulk-results = Ergebnis je Antrag
applications-bulk-result = Ergebnis
applications-bulk-why = Grund
applications-bulk-done = erledigt
applications-bulk-left = unverändert
applications-bulk-none = Es gab keinen Antrag, auf den das zutrifft.
applications-mine-lead = Hier schreiben Sie Anträge, reichen sie ein und sehen, wie es mit ihnen weitergeht.
applications-mine-table = Anträge meiner Kommune
applications-mine-empty = Ihre Kommune hat noch keinen Antrag begonnen.
applications-open-calls = Offene Ausschreibungen
applications-no-open-calls = Zurzeit ist keine Ausschreibung offen.
applications-apply-for = Antrag stellen: { $call }
applications-until = Frist: { $deadline }
applications-next = Nächster Schritt
applications-as-partner = als Partner beteiligt
applications-continue = Weiter bearbeiten
applications-to-award = Zur Förderung

## Antrag
applications-part-contact = Ansprechperson
applications-contact-name = Vor- und Nachname
applications-contact-role = Funktion
applications-contact-email = E-Mail
applications-contact-phone = Telefon
applications-places = Orte der Durchführung
applications-part-project = Vorhaben
applications-summary = Kurzbeschreibung (öffentlich)
applications-project-from = Beginn
applications-project-until = Ende
applications-period = Zeitraum
applications-support = Art der Unterstützung
applications-support-FACILITATION = Prozessbegleitung
applications-support-GRANT = Zuschuss
applications-support-BOTH = Prozessbegleitung und Zuschuss
applications-support-days = Umfang der Prozessbegleitung
applications-days = Tage
applications-support-range = Bitte geben Sie 0,5 bis 60 Tage mit höchstens einer Nachkommastelle an.
applications-part-money = Geld
applications-total-cost = Gesamtausgaben
applications-own-share = Eigenmittel
applications-other-funding = Drittmittel und Einnahmen
applications-fundable = Förderfähig
applications-basis-requested = wie beantragt
applications-basis-cap = begrenzt durch den Höchstbetrag der Ausschreibung ({ $cap })
applications-basis-rate = nach Fördersatz ({ $rate }) und Rundung der Ausschreibung
applications-remark = Bemerkung
applications-save-draft = Entwurf speichern
applications-save-and-review = Speichern und prüfen
applications-edit = Bearbeiten
applications-edit-title = Antrag { $label } bearbeiten
applications-deadline = Bewerbungsfrist
applications-deadline-over = Die Bewerbungsfrist ist abgelaufen.
applications-deadline-over-text = Ein Antrag, den Sie jetzt einreichen, gilt als verspätet.
applications-source = Weg des Eingangs
applications-source-PORTAL = Portal
applications-source-OFFICER = von Hand erfasst
applications-source-IMPORT = Antragsliste
applications-source-TRIAL = Testantrag
applications-role = Rolle
applications-role-LEAD = antragstellend
applications-role-PARTNER = Partner
applications-role-PLACE_OF_ACTION = Ort der Durchführung
applications-share = Anteil

## Einreichen
applications-review = Prüfen und einreichen
applications-review-title = Antrag prüfen und einreichen
applications-read = Antrag lesen
applications-read-hint = alle Angaben, der Kostenplan und die Anlagen
applications-cover-sheet-print = Deckblatt herunterladen (PDF)
applications-cover-sheet-print-hint = ausdrucken, die Erklärungen ankreuzen und unterschreiben lassen
applications-pdf-COVER_SHEET = Deckblatt
applications-cover-sheet-as-of = Stand des Entwurfs
applications-cover-sheet-tick = Bitte kreuzen Sie jede Erklärung an, die Sie abgeben.
applications-cover-sheet-signature = Unterschrift der zeichnungsberechtigten Person
applications-cover-sheet-place = Ort, Datum
applications-cover-sheet-name = Name und Funktion
applications-cover-sheet-signed = Unterschrift
applications-signature-changed = Seitdem wurde der Entwurf geändert, zuletzt am { $at }.
applications-cover-sheet-attach = Unterschriebenes Deckblatt anhängen
applications-cover-sheet-attach-hint = ohne Unterschrift im Portal wird es gebraucht
applications-nothing-open = Alle Angaben sind vorhanden.
applications-open-points = { $count ->
    [one] Ein Punkt ist noch offen
   *[other] { $count } Punkte sind noch offen
 }
applications-amount-from-plan = Dieser Betrag ist eine Summe des Kosten- und Finanzierungsplans. Bitte tragen Sie ihn dort ein.
applications-milestone-outside = Der Meilenstein am { $date } liegt außerhalb des Projektzeitraums vom { $from } bis { $until }.
applications-resolution-late = Der Beschluss kann bis { $latest } nachgereicht werden, { $weeks } Wochen nach dem Ende der Bewerbungsfrist (Programmwert „Frist für einen nachgereichten Gremienbeschluss“).
applications-doubts = Bitte sehen Sie sich diese Angaben noch einmal an
applications-doubts-text = Wenn sie stimmen, können Sie trotzdem einreichen.
applications-doubt-population = Im Verzeichnis stehen { $known } Einwohner; die Angabe weicht um mehr als 20 Prozent davon ab.
applications-doubt-mail = Unter { $domain } kann jeder eine Adresse haben. Besser ist eine Adresse der Kommune.
applications-open-points-text = Jeder Punkt führt zu seinem Feld.
applications-open-points-others = Wer für Ihre Kommune Anträge schreibt, ergänzt diese Angaben. Danach können Sie einreichen.
applications-declare-yourself = Diese Erklärungen geben Sie selbst ab, jede einzeln. Ihr Name, der Zeitpunkt und der Wortlaut werden mit dem Antrag festgehalten.
applications-declare-cover-sheet = Kreuzen Sie die Erklärungen an, die die zeichnungsberechtigte Person auf dem Deckblatt unterschrieben hat. Ihr Name, der Zeitpunkt und der Wortlaut werden mit dem Antrag festgehalten.
applications-declare-paper = Kreuzen Sie die Erklärungen an, die unterschrieben auf Papier vorliegen. Ihr Name, der Zeitpunkt und der Wortlaut werden mit dem Antrag festgehalten.
applications-declared-later = Diese Erklärungen gibt die zeichnungsberechtigte Person beim Einreichen ab:
applications-declare-later = Beim Einreichen erklärt die zeichnungsberechtigte Person: „{ $label }“
applications-declare-on-submit = Diese Erklärung gibt die zeichnungsberechtigte Person beim Einreichen ab; vorher wird sie nicht gespeichert.
applications-declare-signatory = Diese Erklärung gibt die zeichnungsberechtigte Person ab.
applications-declared-by-PORTAL = Erklärt von { $name } am { $at } im Portal
applications-declared-by-COVER_SHEET = Unterschrieben auf dem Deckblatt, eingereicht von { $name } am { $at }
applications-declared-by-PAPER = Unterschrieben auf Papier, eingetragen von { $name } am { $at }
applications-declarations = Erklärungen
applications-declare-not-begun = Das Vorhaben hat noch nicht begonnen.
applications-declare-no-double-funding = Für das Vorhaben wird keine weitere Förderung für denselben Zweck in Anspruch genommen.
applications-declare-true-and-complete = Die Angaben sind vollständig und richtig; die subventionserheblichen Tatsachen sind bekannt.
applications-declare-privacy-read = Die Datenschutzhinweise wurden gelesen.
applications-declare-exchange-willing = Die Kommune beteiligt sich am Erfahrungsaustausch und schreibt einen Praxisbericht.
applications-cover-sheet = Das unterschriebene Deckblatt der zeichnungsberechtigten Person liegt vor.
applications-needs-signature = Bestätigen Sie, dass das unterschriebene Deckblatt vorliegt, oder lassen Sie die zeichnungsberechtigte Person einreichen.
applications-received-on = Eingegangen am
applications-received-time = Uhrzeit des Eingangs
applications-received-time-hint = Nur wenn bekannt. Ohne Uhrzeit zählt der ganze Tag der Frist als rechtzeitig.
applications-arrival-future = Der Eingang kann nicht in der Zukunft liegen.
applications-submit = Verbindlich einreichen
applications-receipt = Eingangsbestätigung
applications-evidence = Prüfakte
applications-receipt-in-time = Ihr Antrag ist rechtzeitig eingegangen.
applications-receipt-in-time-text = Frist: { $deadline }. Bitte bewahren Sie diese Bestätigung auf.
applications-receipt-late = Ihr Antrag ist nach Ablauf der Frist eingegangen.
applications-receipt-late-text = Frist: { $deadline }. Ob er berücksichtigt werden kann, entscheidet die Bewilligungsstelle.
applications-receipt-recalled = Dieser Antrag ist wieder in Bearbeitung.
applications-receipt-recalled-text = Die Bestätigung gilt der früheren Einreichung. Reichen Sie ihn bis zur Frist erneut ein: { $deadline }
applications-receipt-promise = Diese Bestätigung sagt nichts darüber aus, ob das Vorhaben gefördert wird.
applications-hash = Prüfsumme (SHA-256)
applications-recall = Zurückholen
applications-recall-confirm = Den Antrag zurückholen? Er gilt erst wieder als eingereicht, wenn Sie ihn vor Ablauf der Frist erneut einreichen.
applications-recall-too-late = Nach Ablauf der Frist ({ $deadline }) kann der Antrag nicht mehr zurückgeholt werden.
applications-withdraw = Antrag zurücknehmen
applications-withdraw-warning = Ein zurückgenommener Antrag nimmt nicht mehr am Verfahren teil. Das lässt sich nicht rückgängig machen.
applications-withdraw-reason = Grund (freiwillig)
applications-withdraw-now = Endgültig zurücknehmen

## Formale Prüfung
applications-start-check = Formale Prüfung beginnen
applications-check = Formale Prüfung
applications-checklist = Prüfliste
applications-item-ENTITLED_BODY = Die Kommune ist antragsberechtigt.
applications-item-AUTHORISED_SIGNATURE = Der Antrag ist von einer berechtigten Person gezeichnet.
applications-item-CONTENTS = Die Angaben zum Vorhaben reichen für die Bewertung aus.
applications-item-NOT_BEGUN = Das Vorhaben hat noch nicht begonnen.
applications-item-NO_DOUBLE_FUNDING = Es liegt keine Doppelförderung vor.
applications-item-FINANCING = Beträge und Gesamtfinanzierung sind schlüssig.
applications-item-PARTNERS = Partner haben zugestimmt, oder es gibt keine.
applications-first-contract = Erster Vertrag oder Auftrag vom
applications-first-contract-hint = Ein Vertrag vor dem Eingang des Antrags gilt als Beginn des Vorhabens.
applications-early-start = Vorzeitiger Beginn zugelassen ab
applications-save-check = Prüfstand speichern
applications-complete = Als vollständig bestätigen
applications-request-documents = Unterlagen nachfordern
applications-request-items = Fehlende Unterlagen
applications-request-items-hint = Ein Punkt je Zeile
applications-request-until = Einzureichen bis
applications-request-days = Vorgeschlagen sind { $days } Tage, der Programmwert „Frist für Nachforderungen“.
applications-request-until-hint = Die Frist endet mit Ablauf dieses Tages, auch wenn er auf ein Wochenende oder einen Feiertag fällt (§ 31 Abs. 3 Satz 2 LVwVfG).
applications-request-send-and-next = Nachforderung senden und nächster Antrag
applications-request-back = Zurück zur Prüfliste
applications-request-send = Nachforderung senden
applications-request-open = offen
applications-request-answered = rechtzeitig beantwortet
applications-request-answered-late = verspätet beantwortet
applications-request-unanswered = nicht beantwortet
applications-answer = Unterlagen nachreichen
applications-answer-text = Antwort
applications-answer-files = Dateien
applications-answer-files-hint = PDF, DOCX, XLSX, JPG oder PNG, je Datei höchstens 10 MiB
applications-answer-send = Unterlagen einreichen
applications-answered-at = Beantwortet
applications-propose = Entscheidung vorschlagen
applications-propose-lead = Sie schlagen vor; die Referatsleitung entscheidet (Vier-Augen-Prinzip).
applications-propose-what = Vorschlag
applications-propose-REJECT = Ablehnen, weil die Frist versäumt ist
applications-propose-ADMIT = Verspätung zulassen
applications-propose-send = Der Referatsleitung vorlegen
applications-reason-code = Ablehnungsgrund
applications-reason = Begründung
applications-reason-hint = Wesentliche tatsächliche und rechtliche Gründe (§ 39 LVwVfG)
applications-proposed-REJECT = Ablehnung vorgeschlagen von { $name } am { $at }
applications-proposed-ADMIT = Zulassung der Verspätung vorgeschlagen von { $name } am { $at }
applications-decide = Über den Vorschlag entscheiden
applications-decide-remark = Bemerkung
applications-decide-remark-hint = Nötig, wenn Sie dem Vorschlag nicht folgen
applications-decline = Nicht folgen
applications-confirm-REJECT = Ablehnen
applications-confirm-ADMIT = Verspätung zulassen
applications-reason-R01 = Antragsfrist versäumt (Ausschlussfrist)
applications-reason-R02 = nicht antragsberechtigt
applications-reason-R03 = Vorhaben bereits begonnen
applications-reason-R04 = Unterlagen trotz Nachforderung unvollständig
applications-reason-R05 = Doppelförderung
applications-reason-R06 = Gesamtfinanzierung nicht gesichert
applications-reason-R07 = Mindestpunktzahl nicht erreicht
applications-reason-R08 = Fördermittel erschöpft
applications-reason-R09 = unter Bagatellgrenze
applications-reason-R10 = außerhalb des Fördergegenstands
applications-reason-R11 = Mehrfachantrag derselben Kommune
applications-reason-R12 = Antrag zurückgenommen
applications-objection-R02 = { $lead } darf in dieser Ausschreibung keinen Antrag stellen (Art der Körperschaft oder Gebiet).
applications-objection-R03 = Der erste Vertrag liegt vor dem Eingang des Antrags, und ein vorzeitiger Beginn ist dafür nicht zugelassen.
applications-objection-R09 = Der förderfähige Betrag liegt unter der Bagatellgrenze von { $minimum }.

## Fallseite
applications-nav-follow-ups = Wiedervorlagen
applications-choose = Auswahl
applications-choose-one = Antrag { $label } auswählen
applications-officer = Zuständig
applications-officer-me = ich (meine Fälle)
applications-officer-none = niemand
applications-assign = Zuständigkeit speichern
applications-received-from = Eingegangen ab
applications-received-until = Eingegangen bis
applications-filter-follow-up = Wiedervorlage fällig
applications-filter-incomplete = unvollständig
applications-filter-late = verspätet eingegangen
applications-filter-joint = gemeinsamer Antrag
applications-bulk = Mehrere Anträge bearbeiten
applications-bulk-which = Welche Anträge?
applications-bulk-chosen = die oben ausgewählten
applications-bulk-all = alle der gefilterten Liste ({ $count })
applications-bulk-verb = Was soll geschehen?
applications-bulk-verb-ASSIGN = Zuständigkeit zuweisen
applications-bulk-verb-FOLLOW_UP = Wiedervorlage setzen
applications-bulk-verb-START_CHECK = Formale Prüfung beginnen
applications-bulk-verb-REQUEST_DOCUMENTS = Unterlagen nachfordern
applications-bulk-verb-COMPLETE = Als vollständig bestätigen
applications-bulk-verb-PROPOSE_REJECTION = Ablehnung vorschlagen
applications-bulk-next = Weiter
applications-bulk-apply = Für alle ausführen
applications-bulk-cases = Betroffene Anträge
applications-bulk-count = { $count ->
    [one] Ein Antrag ist ausgewählt.
   *[other] { $count } Anträge sind ausgewählt.
 }
applications-bulk-none-chosen = Kreuzen Sie in der Liste mindestens einen Antrag an, oder wählen Sie alle der gefilterten Liste.
applications-bulk-too-many = Auf einmal lassen sich höchstens { $max } Anträge bearbeiten. Grenzen Sie die Liste durch den Filter ein.
applications-not-an-officer = Diese Person ist keine Sachbearbeitung des Programms oder vom Fall ausgeschlossen.
applications-not-in-office = Diese Person arbeitet nicht für das Programm oder ist vom Fall ausgeschlossen.
applications-export-notes = Hinweise
applications-export-at = Stand
applications-export-by = Erstellt von
applications-export-filter = Liste
applications-follow-ups = Wiedervorlagen
applications-follow-ups-lead = Fälle, die Sie an einem Tag wieder ansehen wollen. Fällige stehen auch auf der Übersicht.
applications-follow-up-on = Wiedervorlage am
applications-follow-up-note = Wozu
applications-follow-up-do = Erledigen
applications-follow-up-set = Wiedervorlage setzen
applications-follow-up-finish = Erledigt
applications-follow-up-postpone = Verschieben
applications-follow-up-whose = Wessen
applications-follow-up-mine = meine
applications-follow-up-all = alle
applications-follow-up-open = offen
applications-follow-up-done = erledigt
applications-follow-up-done-at = erledigt am { $at }
applications-follow-up-none = Keine Wiedervorlage.
applications-follow-up-past = Die Wiedervorlage darf nicht in der Vergangenheit liegen.
applications-follow-up-is-done = Diese Wiedervorlage ist bereits erledigt.
applications-part-follow-ups = Wiedervorlagen
applications-event-application-assign-officer = Zuständigkeit geändert
applications-event-follow-up-set = Wiedervorlage gesetzt
applications-event-follow-up-finish = Wiedervorlage erledigt
applications-event-follow-up-postpone = Wiedervorlage verschoben
applications-done-assigned = Die Zuständigkeit ist gespeichert.
applications-done-follow-up = Die Wiedervorlage ist gesetzt.
applications-done-follow-up-finished = Die Wiedervorlage ist erledigt.
applications-done-follow-up-postponed = Die Wiedervorlage ist verschoben.
applications-task-follow-up = Wiedervorlage { $label }: { $note }
applications-check-answer = Nachgereicht
applications-check-and-next = Prüfen und nächster
applications-check-buttons = Jede Schaltfläche speichert die Prüfliste. { $count ->
    [0] Kein weiterer Antrag dieser Ausschreibung ist in formaler Prüfung.
    [one] „Prüfen und nächster“ bestätigt außerdem einen Antrag ohne offene Punkte als vollständig und öffnet den nächsten; ein weiterer ist zu prüfen.
   *[other] „Prüfen und nächster“ bestätigt außerdem einen Antrag ohne offene Punkte als vollständig und öffnet den nächsten; { $count } weitere sind zu prüfen.
}
applications-check-OPEN = noch nicht geprüft
applications-check-FULFILLED = erfüllt
applications-check-CURABLE = Mangel, behebbar
applications-check-NOT_CURABLE = Mangel, nicht behebbar
applications-check-NOT_APPLICABLE = entfällt
applications-check-remark = Bemerkung zu „{ $point }“
applications-checked-by = { $name }, { $at }
applications-check-unknown = Diesen Prüfpunkt gibt es nicht: { $code }
applications-check-not-curable = Dieser Mangel lässt sich nach Ablauf der Frist nicht mehr beheben (Betrag, Partner, Inhalt des Vorhabens).
applications-check-clash = { $name } hat diesen Punkt inzwischen so beurteilt: { $result ->
    [FULFILLED] erfüllt
    [CURABLE] Mangel, behebbar
    [NOT_CURABLE] Mangel, nicht behebbar
    [NOT_APPLICABLE] entfällt
   *[OPEN] noch nicht geprüft
 } (Bemerkung: { $remark }). Hier steht noch Ihre Angabe; sie gilt, wenn Sie noch einmal speichern.
applications-check-clash-day = Inzwischen wurde hier eingetragen: { $theirs }. Im Feld steht noch Ihre Angabe; sie gilt, wenn Sie noch einmal speichern.
applications-check-needs-remark = Bitte schreiben Sie, was fehlt oder falsch ist.
applications-checklist-defects = { $count ->
    [one] Ein Punkt der Prüfliste ist nicht erfüllt.
   *[other] { $count } Punkte der Prüfliste sind nicht erfüllt.
 }
applications-outcome-open = { $count ->
    [one] Ein Punkt ist noch nicht geprüft.
   *[other] { $count } Punkte sind noch nicht geprüft.
 }
applications-outcome-COMPLETE = Ergebnis: vollständig
applications-outcome-COMPLETE-next = Sie können den Antrag als vollständig bestätigen.
applications-outcome-INCOMPLETE_CURABLE = Ergebnis: unvollständig, behebbar
applications-outcome-INCOMPLETE_CURABLE-next = Fordern Sie das Fehlende mit einer bestimmten Frist nach.
applications-outcome-INELIGIBLE = Ergebnis: nicht förderfähig
applications-outcome-INELIGIBLE-next = Ein nicht behebbarer Mangel steht fest. Schlagen Sie der Referatsleitung die Ablehnung vor.
applications-request-fields = Angaben zur Berichtigung freigeben
applications-request-fields-hint = Nur diese Angaben kann die Kommune ändern. Betrag, Partner und Inhalt bleiben, wie sie eingereicht wurden.
applications-request-not-curable = Die Prüfliste enthält einen Mangel, der sich nicht beheben lässt. Eine Nachforderung ist dann nicht vorgesehen.
applications-request-not-a-working-day = kein Werktag; die Frist endet trotzdem an diesem Tag (§ 31 Abs. 3 Satz 2 LVwVfG)
applications-request-closed = ohne Antwort weitergeführt
applications-request-close-note = Vermerk dazu
applications-field-not-reopened = Diese Angabe ist nicht zur Berichtigung freigegeben: { $field }
applications-field-other_funding = Drittmittel und Einnahmen
applications-declared = ja, erklärt
applications-not-declared = nein
applications-difference = Was die Antwort geändert hat
applications-difference-field = Angabe
applications-difference-old = bisher
applications-difference-new = neu
applications-extend-request = Nachfrist setzen
applications-extension-reason = Begründung
applications-extension-not-later = Die neue Frist muss später liegen als die bisherige.
applications-unanswered = Nachforderung nicht beantwortet
applications-unanswered-since = Die Frist ist abgelaufen: { $until }
applications-unanswered-choice = Sie können eine Nachfrist setzen, die Ablehnung wegen fehlender Unterlagen vorschlagen oder mit einem Vermerk ohne die Unterlagen weiterprüfen.
applications-propose-incomplete = Ablehnung vorschlagen (R04)
applications-go-on = Ohne Unterlagen weiterprüfen
applications-go-on-note = Vermerk: Warum wird ohne die Unterlagen weitergeprüft?
applications-extensions = Fristverlängerung für einzelne Kommunen
applications-extensions-lead = Bewerbungsfrist für alle: { $deadline }
applications-extension-until = Neue Frist bis
applications-extension-by = Vorgeschlagen von
applications-extension-none = Für keine Kommune gibt es eine eigene Frist.
applications-extension-new = Verlängerung vorschlagen
applications-extension-confirm = Frist verlängern
applications-extension-confirmed = verlängert
applications-extension-declined = abgelehnt
applications-extension-open = wartet auf die Referatsleitung
applications-extension-decide = Über die Fristverlängerung entscheiden
applications-extension-decided = Über diese Fristverlängerung ist bereits entschieden.
applications-extension-waits = Für diese Kommune wartet bereits ein Vorschlag auf die Entscheidung der Referatsleitung.
applications-extension-cut-off = Die Frist dieser Ausschreibung ist eine Ausschlussfrist. Für einzelne Kommunen lässt sie sich nicht verlängern.
applications-extension-for-all = Nach einer Störung des Portals kann die Referatsleitung die Frist auf der Seite der Ausschreibung für alle verlängern; alle werden benachrichtigt.
applications-note-extended-for-one = Die Frist wurde für diese Kommune bis { $deadline } verlängert. Der Antrag gilt damit als rechtzeitig eingegangen.
applications-kept-until = Wird aufbewahrt bis
applications-kept-by = { $date } (Programmwert „{ $parameter }“)
applications-part-hints = Doppelförderung und Wiederholung
applications-hints-none = Keine Hinweise auf Doppelförderung oder Wiederholung.
applications-hint = Hinweis
applications-hint-this = Dieser Antrag
applications-hint-about = Worum es geht
applications-hint-verdict = Befund
applications-hint-do = Beurteilen
applications-hint-judge = Befund festhalten
applications-hint-reason = Begründung
applications-hint-SAME_BODY = Gleiche Kommune in einer anderen Ausschreibung, gleicher Zeitraum
applications-hint-SAME_PURPOSE = Ähnlicher Titel
applications-hint-DECLARED_GRANTS = Andere Mittel angegeben
applications-hint-LEAD_TWICE = Dieselbe Kommune zweimal antragstellend (R11)
applications-hint-THROUGH_ASSOCIATION = Allein und über Landkreis oder Verband beteiligt
applications-hint-REPEATED = Im selben Programm schon gefördert
applications-hint-declared = Drittmittel und Einnahmen: { $amount }
applications-hint-likeness = Übereinstimmung der Titel: { $percent } %
applications-hint-conflict-stands = Zu diesem Antrag ist eine Doppelförderung festgestellt. Schlagen Sie die Ablehnung (R05) vor oder beurteilen Sie den Hinweis neu.
applications-verdict-open = noch nicht beurteilt
applications-verdict-NONE = keine Doppelförderung
applications-verdict-COMPLEMENTARY = ergänzend
applications-verdict-CONFLICT = Doppelförderung
applications-event-application-extend-request = Nachfrist gesetzt
applications-event-application-continue-unanswered = Ohne nachgeforderte Unterlagen weitergeprüft
applications-event-application-judge-hint = Hinweis auf Doppelförderung beurteilt
applications-done-extended = Die Nachfrist ist gesetzt; die Kommune wird benachrichtigt.
applications-done-continued = Der Vermerk ist hinzugefügt. Sie können weiterprüfen.
applications-done-judged = Der Befund ist festgehalten.
applications-task-unanswered = Nachforderung zu { $label } ({ $lead }) nicht beantwortet: entscheiden
applications-task-extension = Über eine Fristverlängerung zu { $call } entscheiden
applications-tab-overview = Überblick
applications-tab-application = Antrag
applications-tab-procedure = Verfahren und Förderung
applications-tab-record = Akte der Behörde
applications-procedure-empty = Noch ist über diesen Antrag nichts entschieden und nichts bewertet.
applications-part-parties = Beteiligte
applications-part-requests = Nachforderungen
applications-part-documents = Unterlagen
applications-part-people = Personen
applications-person = Person
applications-no-people = Für diese Kommune ist noch niemand angemeldet.
applications-access-ASSIGNED = zugewiesen
applications-access-BARRED = ausgeschlossen
applications-access-DECLARED = Unbefangenheit erklärt
applications-part-notes = Vermerke
applications-part-mails = E-Mails
applications-part-timeline = Verlauf
applications-file = Datei
applications-file-size = Größe
applications-file-at = Abgelegt
applications-no-files = Es sind keine Dateien abgelegt.
applications-no-notes = Noch kein Vermerk.
applications-note = Neuer Vermerk
applications-add-note = Vermerk hinzufügen
applications-note-deadline-moved = Die Frist wurde auf { $deadline } verlängert. Der Antrag gilt damit als rechtzeitig eingegangen.
applications-no-mails = Zu diesem Antrag wurde noch keine E-Mail geschrieben.
applications-mail-at = Zeitpunkt
applications-mail-subject = Betreff
applications-mail-to = An
applications-by-system = System
applications-event-application-create-draft = Entwurf angelegt
applications-event-application-update-draft = Entwurf gespeichert
applications-event-application-save-answers = Angaben gespeichert
applications-event-application-try-submit = Einreichen versucht, Angaben fehlten noch
applications-event-application-submit = Antrag eingereicht
applications-event-application-recall = Antrag zurückgeholt
applications-event-application-withdraw = Antrag zurückgenommen
applications-event-application-start-check = Formale Prüfung begonnen
applications-event-application-check = Prüfliste gespeichert
applications-event-application-complete = Als vollständig bestätigt
applications-event-application-request-documents = Unterlagen nachgefordert
applications-event-application-answer-documents = Unterlagen nachgereicht
applications-event-application-answer-documents-late = Unterlagen verspätet nachgereicht
applications-event-application-documents-unanswered = Nachforderung nicht beantwortet
applications-event-application-propose-rejection = Als nicht förderfähig eingestuft
applications-event-application-reject = Antrag abgelehnt
applications-event-application-admit-late = Verspätung zugelassen
applications-event-application-decline-rejection = Ablehnung nicht gefolgt
applications-event-application-import = Aus Antragsliste übernommen
applications-event-application-deadline-moved = Nach Fristverlängerung rechtzeitig
applications-event-application-proposal-propose = Entscheidung vorgeschlagen
applications-event-application-proposal-decide = Über den Vorschlag entschieden
applications-event-application-note-add = Vermerk hinzugefügt
applications-event-case-access-grant = Zugang geändert
applications-event-case-access-revoke = Zugang zurückgenommen

## Stände
applications-state-DRAFT = Entwurf
applications-state-SUBMITTED = Eingereicht
applications-state-LATE = Verspätet eingereicht
applications-state-IN_CHECK = In formaler Prüfung
applications-state-DOCUMENTS_REQUESTED = Unterlagen nachgefordert
applications-state-INELIGIBLE = Nicht förderfähig
applications-state-COMPLETE = Vollständig
applications-state-IN_ASSESSMENT = In Bewertung
applications-state-ASSESSED = Bewertet
applications-state-SELECTED = Ausgewählt
applications-state-RESERVE = Nachrückliste
applications-state-REJECTED_PROPOSED = Zur Ablehnung vorgesehen
applications-state-DEFERRED = Zurückgestellt
applications-state-AWARDED = Bewilligt
applications-state-REJECTED = Abgelehnt
applications-state-WITHDRAWN = Zurückgenommen
applications-wrong-state-DRAFT = Der Antrag hat den Stand „Entwurf“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-SUBMITTED = Der Antrag hat den Stand „Eingereicht“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-LATE = Der Antrag hat den Stand „Verspätet eingereicht“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-IN_CHECK = Der Antrag hat den Stand „In formaler Prüfung“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-DOCUMENTS_REQUESTED = Der Antrag hat den Stand „Unterlagen nachgefordert“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-INELIGIBLE = Der Antrag hat den Stand „Nicht förderfähig“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-COMPLETE = Der Antrag hat den Stand „Vollständig“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-IN_ASSESSMENT = Der Antrag hat den Stand „In Bewertung“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-ASSESSED = Der Antrag hat den Stand „Bewertet“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-SELECTED = Der Antrag hat den Stand „Ausgewählt“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-RESERVE = Der Antrag hat den Stand „Nachrückliste“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-REJECTED_PROPOSED = Der Antrag hat den Stand „Zur Ablehnung vorgesehen“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-DEFERRED = Der Antrag hat den Stand „Zurückgestellt“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-AWARDED = Der Antrag hat den Stand „Bewilligt“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-REJECTED = Der Antrag hat den Stand „Abgelehnt“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.
applications-wrong-state-WITHDRAWN = Der Antrag hat den Stand „Zurückgenommen“; dieser Schritt ist dann nicht vorgesehen. Laden Sie die Seite neu und prüfen Sie, was als Nächstes ansteht.

## Felder in Meldungen
applications-field-lead = Antragstellende Kommune
applications-field-title = Titel des Vorhabens
applications-field-summary = Kurzbeschreibung
applications-field-contact_name = Ansprechperson
applications-field-contact_role = Funktion der Ansprechperson
applications-field-contact_email = E-Mail
applications-field-contact_phone = Telefon
applications-field-project_from = Beginn
applications-field-project_until = Ende
applications-field-requested = Beantragter Betrag
applications-field-total_cost = Gesamtausgaben
applications-field-own_share = Eigenmittel
applications-field-shares = Aufteilung auf die Partner
applications-field-partners = Partnerkommunen
applications-field-not_begun = Erklärung zum Beginn
applications-field-no_double_funding = Erklärung zur Doppelförderung
applications-field-true_and_complete = Erklärung zur Richtigkeit
applications-field-privacy_read = Datenschutzhinweise
applications-field-exchange_willing = Erfahrungsaustausch

## Rückmeldungen
applications-done-created = Der Entwurf ist angelegt. Er ist noch nicht eingereicht.
applications-done-saved = Der Entwurf ist gespeichert. Er ist noch nicht eingereicht.
applications-done-recalled = Der Antrag ist wieder in Bearbeitung. Reichen Sie ihn vor Ablauf der Frist erneut ein.
applications-done-withdrawn = Der Antrag ist zurückgenommen.
applications-done-started = Die formale Prüfung hat begonnen.
applications-done-checked = Die Prüfliste ist gespeichert.
applications-done-checked-before = Die Prüfliste des vorigen Antrags ist gespeichert.
applications-done-complete-before = Der vorige Antrag ist vollständig.
applications-done-requested-before = Die Nachforderung zum vorigen Antrag ist versandt.
applications-done-last-checked = Gespeichert. Kein weiterer Antrag dieser Ausschreibung ist in formaler Prüfung.
applications-done-complete = Der Antrag ist vollständig.
applications-done-requested = Die Nachforderung ist versandt.
applications-done-answered = Ihre Unterlagen sind eingegangen.
applications-done-proposed = Der Vorschlag liegt der Referatsleitung vor.
applications-done-decided = Die Entscheidung ist vermerkt.
applications-done-noted = Der Vermerk ist hinzugefügt.

## Regeln
applications-amount-range = Bitte geben Sie einen Betrag von 0,00 € bis 100 Mrd. € an.
applications-dates-order = Das Ende muss nach dem Beginn liegen.
applications-dates-outside = Der Zeitraum liegt außerhalb des Zeitraums der Ausschreibung.
applications-plan-differs = Ausgaben und Finanzierung weichen um { $amount } ab.
applications-shares-differ = Die Anteile ergeben { $total }, beantragt sind { $requested }.
applications-too-many-parties = Höchstens 9 Partnerkommunen und 30 Orte der Durchführung.
applications-partner-twice = Diese Kommune ist bereits beteiligt.
applications-body-unknown = Diese Kommune steht nicht im Verzeichnis.
applications-lead-not-entitled = { $lead } darf in dieser Ausschreibung keinen Antrag stellen.
applications-one-per-lead = { $lead } hat in dieser Ausschreibung bereits den Antrag { $number } eingereicht. Je Kommune ist ein Antrag möglich; als Partner kann sie sich an weiteren beteiligen.
applications-call-not-open = Die Ausschreibung { $call } nimmt zurzeit keine Anträge an.
applications-call-unknown = Die Ausschreibung „{ $call }“ gibt es nicht. Geben Sie ihre Kennung an, zum Beispiel IBZ-2026A.
applications-check-too-early = Die formale Prüfung beginnt nach Ablauf der Frist ({ $deadline }).
applications-checklist-open = { $count ->
    [one] Ein Punkt der Prüfliste ist noch offen.
   *[other] { $count } Punkte der Prüfliste sind noch offen.
 }
applications-due-past = Die Frist muss in der Zukunft liegen.
applications-nothing-requested = Zu diesem Antrag ist keine Nachforderung offen.
applications-answer-empty = Bitte schreiben Sie eine Antwort oder fügen Sie mindestens eine Datei hinzu.
applications-file-too-large = Die Datei „{ $name }“ ist größer als 10 MiB.
applications-answer-many = Höchstens { $max } Dateien sind möglich.
applications-proposal-waits = Zu diesem Antrag wartet bereits ein Vorschlag auf die Entscheidung der Referatsleitung.
applications-nothing-proposed = Zu diesem Antrag wartet kein Vorschlag auf eine Entscheidung.
applications-cut-off = Die Frist dieser Ausschreibung ist eine Ausschlussfrist. Ein verspäteter Antrag kann nicht zugelassen werden.

## Import
imports-kind-applications = Antragsliste importieren
imports-kind-applications-hint = Eine Zeile je Antrag mit AGS oder Kommune, Beantragte Summe und Eingang am; weitere Spalten wie Projekttitel, Partner und Kontakt werden erkannt.
applications-import-repaired = Schlüssel „{ $written }“ ergänzt: { $body }.
applications-import-merged = „{ $written }“ gehört heute zu { $body }.
applications-import-by-alias = „{ $written }“ wurde als { $body } erkannt. Bitte prüfen.
applications-import-other-name = Der Schlüssel gehört zu { $body }, nicht zu „{ $written }“. Bitte prüfen.
applications-import-several = In einer Zelle stehen mehrere Kommunen. Vorschlag: { $parts }. Nennen Sie die antragstellende hier und die übrigen in der Spalte „Partner“.
applications-import-duplicate = Dublette: { $lead } mit demselben Titel ist bereits vorhanden.
applications-import-near = { $lead } hat in dieser Ausschreibung einen weiteren Antrag mit anderem Titel (ein Antrag je Kommune).
applications-import-over-cap = Über dem Höchstbetrag; förderfähig sind { $fundable }.
applications-import-late = Nach Ablauf der Frist ({ $deadline }) eingegangen; wird als verspätet übernommen.
applications-import-future = Der Eingang liegt in der Zukunft. Bitte prüfen.
applications-import-clock-change = Diese Uhrzeit gibt es an dem Tag wegen der Zeitumstellung nicht oder zweimal.

## Startseite
applications-task-start = { $count ->
    [one] Ein eingereichter Antrag wartet auf die formale Prüfung
   *[other] { $count } eingereichte Anträge warten auf die formale Prüfung
 }
applications-task-check = { $count ->
    [one] Einen Antrag auf Vollständigkeit prüfen
   *[other] { $count } Anträge auf Vollständigkeit prüfen
 }
applications-task-late = { $count ->
    [one] Ein verspäteter Antrag wartet auf einen Vorschlag
   *[other] { $count } verspätete Anträge warten auf einen Vorschlag
 }
applications-task-draft = Antrag „{ $title }“ fertigstellen und einreichen
applications-task-documents = Unterlagen zu { $label } nachreichen
applications-task-decide = Über den Vorschlag zu { $label } ({ $lead }) entscheiden

## E-Mails
mail-m-a01-subject = Ihr Antragsentwurf { $label } wurde angelegt
mail-m-a01-body =
    Ihr Entwurf zur Ausschreibung „{ $call }“ ist angelegt. Er ist noch nicht eingereicht.

    Frist: { $deadline }
mail-m-a01b-subject = Erinnerung: Frist endet am { $date }
mail-m-a01b-body =
    Ihr Entwurf { $label } ist noch nicht eingereicht.

    Offene Angaben: { $open }
    Frist: { $deadline }
mail-m-a02-subject = Eingangsbestätigung – Antrag { $label }
mail-m-a02-body =
    Ihr Antrag „{ $title }“ ist eingegangen.

    Nummer: { $label }
    Eingegangen: { $received } (Zeit in Deutschland)
    Prüfsumme (SHA-256): { $hash }
    Ohne Anmeldung prüfbar im Portal auf der Seite /verify.

    Nach Ablauf der Frist prüfen wir, ob der Antrag vollständig ist. Diese Bestätigung sagt nichts darüber aus, ob das Vorhaben gefördert wird.
mail-m-a03-subject = Ihr Antrag { $label } ist nach Fristablauf eingegangen
mail-m-a03-body =
    Ihr Antrag „{ $title }“ ist nach Ablauf der Frist eingegangen.

    Frist: { $deadline }
    Eingegangen: { $received } (Zeit in Deutschland)
    Prüfsumme (SHA-256): { $hash }

    Wir prüfen, ob der Antrag noch berücksichtigt werden kann, und teilen Ihnen die Entscheidung mit.
mail-m-a04-subject = Antrag { $label } wieder in Bearbeitung
mail-m-a04-body =
    Ihr Antrag wurde zur Überarbeitung zurückgeholt. Er gilt zurzeit nicht als eingereicht.

    Reichen Sie ihn bis zum Ende der Frist erneut ein: { $deadline }
mail-m-a05-subject = Ihr verspäteter Antrag { $label } wird berücksichtigt
mail-m-a05-body =
    Ihr verspätet eingegangener Antrag nimmt am weiteren Verfahren teil.
mail-m-a06-subject = Nachforderung zu Antrag { $label } – Frist { $date }
mail-m-a06-body =
    zu Ihrem Antrag fehlen noch Unterlagen:

    { $items }

    Bitte reichen Sie sie bis zum { $date }, 24:00 Uhr, im Portal ein. Die Frist endet an diesem Tag auch dann, wenn er auf ein Wochenende oder einen Feiertag fällt (§ 31 Abs. 3 Satz 2 LVwVfG). Ohne die Unterlagen kann der Antrag nicht weiter bearbeitet werden.
mail-m-a07-subject = Unterlagen zu { $label } eingegangen
mail-m-a07-body =
    die nachgeforderten Unterlagen sind eingegangen und können geprüft werden.
mail-m-a08-subject = Erinnerung: Nachforderung zu Antrag { $label } bis { $date }
mail-m-a08-body =
    zu Ihrem Antrag fehlen noch Unterlagen:

    { $items }

    Die Frist endet am { $date }, 24:00 Uhr.
mail-m-a09-subject = Entscheidung zu Ihrem Antrag { $label }
mail-m-a09-body =
    zu Ihrem Antrag liegt eine Entscheidung vor. Sie erhalten sie mit Begründung im Portal oder mit der Post.
mail-m-a10-subject = Ihr Antrag { $label } ist vollständig
mail-m-a10-body =
    die formale Prüfung Ihres Antrags ist abgeschlossen; er ist vollständig. Als Nächstes wird er fachlich bewertet.
mail-m-c05b-subject = Ihre Frist endet am { $date }: { $title }
mail-m-c05b-body =
    die Bewerbungsfrist der Ausschreibung „{ $title }“ wurde für Ihre Kommune verlängert.

    Ihre neue Frist: { $deadline }
mail-m-a14-subject = Rücknahme Ihres Antrags { $label } bestätigt
mail-m-a14-body =
    der Antrag wurde zurückgenommen und nimmt nicht mehr am Verfahren teil.
applications-no-such-field = Dieses Feld gibt es im Formular nicht.
applications-form-further = Weitere Angaben
applications-form-choose = Bitte wählen
applications-form-at-most = Höchstens { $max } Zeichen.
applications-form-between = { $min } bis { $max } Zeichen.
applications-conflict = „{ $label }“ wurde inzwischen von { $name } geändert ({ $time }). Welche Fassung soll gelten?
applications-conflict-mine = Meine Fassung
applications-conflict-theirs = Die andere Fassung
applications-conflicts = Jemand anderes hat dieselben Felder geändert
applications-conflicts-text = Ihre Eingaben sind nicht verloren. Bitte entscheiden Sie bei jedem markierten Feld, welche Fassung gelten soll, und speichern Sie noch einmal. Alle anderen Felder sind gespeichert.
applications-somebody = einer anderen Person
applications-project-later = Können Sie auch später eintragen.
applications-begin = Antrag beginnen
applications-trials = Testanträge dieser Erprobung
applications-trials-none = Noch kein Testantrag.
applications-trial-call = Erprobung
applications-trial-new = Testantrag anlegen
applications-trial-lead = Testanträge gehören zu dieser Erprobung: Sie stehen in keiner Liste, zählen in keiner Auswertung, lösen keine E-Mail aus und enden mit der Eingangsbestätigung.
applications-trial-begin = Testantrag beginnen
applications-trial-ends = Das ist ein Testantrag. Er endet mit der Eingangsbestätigung.
applications-trial-asks-nobody = Das ist ein Testantrag. Partner werden nicht angefragt und müssen nicht bestätigen.
applications-sections = Abschnitte des Antrags
applications-sections-lead = Sie können die Abschnitte in beliebiger Reihenfolge ausfüllen und jederzeit unterbrechen. Auch unvollständige Angaben werden gespeichert.
applications-saved-times = { $count }-mal
applications-section = Abschnitt
applications-progress = Stand
applications-progress-of = { $done } von { $needed } Pflichtangaben
applications-all-optional = keine Pflichtangaben
applications-own-page = auf eigener Seite
applications-save-and-next = Speichern und weiter
applications-to-sections = Zur Übersicht der Abschnitte
applications-part-answers = Angaben zum Antrag
applications-book = Antrag als Arbeitsmappe hochladen
applications-book-remark = Das Formular als xlsx-Datei herunterladen, ohne Verbindung ausfüllen und hier hochladen.
applications-book-lead = Jede Datei wird ein Entwurf. Was nicht gelesen werden kann, wird mit seiner Zelle genannt; alles andere steht im Entwurf.
applications-book-files = Ausgefüllte Arbeitsmappen
applications-book-files-hint = Eine oder mehrere xlsx-Dateien, höchstens 20.
applications-book-upload = Entwürfe anlegen
applications-book-result = Ergebnis des Hochladens
applications-book-refused = Aus dieser Datei ist kein Entwurf geworden
applications-book-places = Eine je Zeile oder durch Strichpunkt getrennt; Name oder amtlicher Schlüssel
applications-book-difference = Ausgaben weniger Finanzierung; muss 0,00 sein
applications-book-done = Entwurf { $label } ist angelegt
applications-book-cells = { $count ->
    [0] Alle Angaben wurden übernommen.
    [one] Eine Zelle konnte nicht gelesen werden.
   *[other] { $count } Zellen konnten nicht gelesen werden.
}
applications-book-problems = Nicht übernommene Zellen
applications-book-cell = Zelle
applications-book-problem = Was nicht stimmt
applications-book-other = Diese Datei ist kein Antragsformular dieses Portals. Bitte laden Sie das Formular der Ausschreibung herunter und füllen Sie es aus.
applications-book-mark = Diese Datei gehört zu einer anderen Ausschreibung oder Fassung („{ $found }“ statt „{ $wanted }“). Bitte laden Sie das aktuelle Formular herunter.
applications-book-no-lead = In der Datei fehlt die antragstellende Kommune (Zeile A1).
applications-book-duration = Hier steht eine Dauer. Bitte formatieren Sie die Zelle als Text.
applications-book-error = Die Zelle enthält den Fehler { $value }.
applications-carry-over = Angaben aus „{ $title }“ ({ $call }) übernehmen
applications-done-carried-over = Die Angaben des früheren Antrags stehen jetzt in den leeren Feldern. Bitte prüfen Sie sie.

## Anlagen

applications-attachments = Anlagen
applications-attachments-lead = Beschlüsse, Vereinbarungen und weitere Unterlagen zum Antrag. Erlaubt sind PDF, DOCX, XLSX, JPG und PNG: höchstens 20 Dateien, je Datei höchstens 10 MiB, zusammen höchstens 50 MiB.
applications-attach = Dateien anhängen
applications-attach-files = Dateien
applications-attach-files-hint = Sie können mehrere Dateien auf einmal auswählen.
applications-attach-document = Art der Unterlage
applications-attach-body = Von welchem Partner?
applications-attach-body-hint = Nur bei Unterlagen eines Partners, zum Beispiel seiner Kooperationsvereinbarung.
applications-attach-body-none = von keinem Partner
applications-attach-label = Bezeichnung
applications-attach-now = Anhängen
applications-attachments-full = Es sind 20 Dateien angehängt; mehr sind nicht möglich. Um eine weitere anzuhängen, entfernen Sie bitte zuerst eine.
applications-attachments-many = Höchstens { $max } Dateien sind möglich; { $present } sind schon angehängt.
applications-attachments-large = Alle Anlagen zusammen dürfen höchstens { $max } MiB groß sein; rund { $present } MiB sind schon belegt.
applications-attachment-twice = „{ $name }“ ist schon angehängt (als „{ $twin }“).
applications-attachment-kind = „{ $name }“ passt nicht: „{ $document }“ wird als { $kinds } verlangt.
applications-files-count = { $count ->
    [0] keine Datei
    [one] eine Datei
   *[other] { $count } Dateien
}
applications-documents-asked = Unterlagen, die diese Ausschreibung vorsieht
applications-document-files = Dateiart
applications-document-there = angehängt
applications-document-needed = fehlt noch
applications-document-optional = freiwillig
applications-document-missing = „{ $document }“ fehlt noch.
applications-no-attachments = Keine Anlagen.
applications-not-a-party = Diese Körperschaft gehört nicht zum Antrag.
applications-detach = Entfernen
applications-detach-confirm = „{ $name }“ wirklich entfernen?
applications-back = Zurück zum Antrag
applications-scan-pending = wird auf Viren geprüft
applications-scan-infected = Schadsoftware gefunden, gesperrt
applications-done-attached = Die Anlagen sind gespeichert.
applications-done-detached = Die Anlage ist entfernt.
applications-document-AGREEMENT = Kooperationsvereinbarung oder Absichtserklärung
applications-document-RESOLUTION = Gremienbeschluss
applications-document-COVER_SHEET = Unterschriebenes Deckblatt
applications-document-PLAN = Konzept oder Zeitplan
applications-document-OTHER = Sonstiges
applications-event-application-attach = Anlage angehängt
applications-event-application-detach = Anlage entfernt
applications-event-file-infected = Schadsoftware in einer Anlage gefunden

## Gemeinsame Anträge

applications-partners-title = Partner und Orte
applications-partners-lead = Wer den Antrag gemeinsam stellt, wer welche Aufgabe übernimmt und welchen Anteil erhält. Die Höchstförderung gilt für das ganze Vorhaben, nicht je Partner. Jeder Partner bestätigt durch seine zeichnungsberechtigte Person; vorher kann der Antrag nicht eingereicht werden.
applications-partners-edit = Partner und Orte bearbeiten
applications-partners-save = Speichern
applications-partners-split = Gleichmäßig aufteilen und speichern
applications-partners-split-people = Nach Einwohnerzahl aufteilen und speichern
applications-partners-ask = Partner um Bestätigung bitten
applications-partners-nobody-to-ask = Alle Partner haben bestätigt oder sind schon gefragt.
applications-partner-number = Partner { $number }
applications-partner-body = Kommune oder Körperschaft
applications-partner-body-hint = Schlüssel oder Name. Zum Entfernen leeren Sie das Feld und speichern.
applications-partner-task = Aufgabe
applications-partner-state = Bestätigung
applications-partner-state-OPEN = noch nicht gefragt
applications-partner-state-ASKED = um Bestätigung gebeten
applications-partner-state-CONFIRMED = bestätigt
applications-partner-state-REFUSED = abgelehnt
applications-partner-lead-group = { $name } (antragstellend)
applications-partner-lead-share = Anteil der antragstellenden Kommune
applications-partner-own-share = Ihr Anteil
applications-partner-answer-for = Bestätigung für { $name }
applications-partner-decision = Ihre Entscheidung
applications-partner-confirm = Wir beteiligen uns mit dieser Aufgabe und diesem Anteil.
applications-partner-refuse = Wir beteiligen uns nicht.
applications-partner-remark = Anmerkung
applications-partner-remark-hint = Wenn Sie ablehnen, nennen Sie bitte den Grund.
applications-partner-send = Antwort absenden
applications-partner-reason = Bitte nennen Sie den Grund der Ablehnung.
applications-partner-not-asked = Sie wurden zum jetzigen Stand noch nicht um Bestätigung gebeten.
applications-partner-is-lead = Die antragstellende Kommune kann nicht zugleich Partner sein.
applications-partner-task-missing = Für { $name } fehlt die Aufgabe.
applications-partner-share-missing = Für { $name } fehlt der Anteil.
applications-partner-unconfirmed = { $name } hat noch nicht bestätigt.
applications-partner-refused = { $name } hat abgelehnt. Bitte entfernen Sie den Partner oder fragen Sie erneut.
applications-too-many-partners = Höchstens { $max } Partner sind möglich.
applications-too-many-places = Höchstens { $max } Orte sind möglich.
applications-place-twice = { $name } ist doppelt genannt.
applications-place-outside = { $name } liegt nicht im Gebiet der antragstellenden Kommunen.
applications-places-inside = Eine Kommune je Zeile: Schlüssel oder Name, im Gebiet der Beteiligten. Höchstens 30.
applications-resolution-on = Tag des Gremienbeschlusses
applications-resolution-on-hint = Soweit ein Beschluss gefasst ist.
applications-resolution-of = Beschluss vom { $date }
applications-resolution-future = Der Tag des Beschlusses liegt in der Zukunft.
applications-shares-sum = Summe
applications-shares-of = von beantragten { $requested }
applications-overlap = Eine Körperschaft ist an mehreren Anträgen beteiligt
applications-overlap-text = Das ist zulässig, wenn es verschiedene Vorhaben sind. Dasselbe Vorhaben wird nur einmal gefördert.
applications-overlap-same = { $body } ist auch am Antrag „{ $lead }“ beteiligt ({ $role }).
applications-overlap-through = { $body } gehört über { $through } auch zum Antrag „{ $lead }“ ({ $role }).
applications-field-places = Orte der Durchführung
applications-field-attachments = Anlagen
applications-task-confirm = Bestätigung als Partner: { $label } von { $lead }
applications-done-partners = Partner und Orte sind gespeichert.
applications-done-asked = Die Partner sind um Bestätigung gebeten.
applications-done-partner-answered = Ihre Antwort ist gespeichert.
applications-event-application-set-partners = Partner und Orte geändert
applications-event-application-ask-partners = Partner um Bestätigung gebeten
applications-event-application-confirm-partner = Partner hat bestätigt
applications-event-application-refuse-partner = Partner hat abgelehnt
mail-m-a17-subject = Bitte um Bestätigung: gemeinsamer Antrag { $label } von { $lead }
mail-m-a17-body =
    { $lead } bereitet zur Ausschreibung „{ $call }“ den gemeinsamen Antrag „{ $title }“ vor und nennt Sie als Partner.

    Bitte prüfen Sie Aufgabe und Anteil und bestätigen Sie im Portal, oder lehnen Sie ab. Ohne Ihre Bestätigung kann der Antrag nicht eingereicht werden.

    Frist des Antrags: { $deadline }
mail-m-a18-subject = { $partner }: { $answer } – Antrag { $label }
mail-m-a18-body =
    { $partner } hat zu Ihrem gemeinsamen Antrag „{ $title }“ geantwortet: { $answer }.

## Kosten- und Finanzierungsplan

applications-plan-title = Kosten- und Finanzierungsplan
applications-plan-lead = Ausgaben und Einnahmen je Jahr, auf den Cent gleich. Gefördert werden höchstens { $rate } der Ausgaben und höchstens { $cap } je Vorhaben.
applications-plan-not-wanted = In dieser Ausschreibung wird kein Geld beantragt; ein Kosten- und Finanzierungsplan ist nicht nötig.
applications-plan-kind = Art
applications-plan-costs = Ausgaben
applications-plan-costs-sum = Summe der Ausgaben
applications-plan-money = Finanzierung
applications-plan-money-sum = Summe der Finanzierung
applications-plan-difference = Ausgaben minus Finanzierung
applications-plan-balances = Ausgaben und Finanzierung stimmen in jedem Jahr überein.
applications-plan-differs-in = { $year }: Ausgaben und Finanzierung weichen um { $amount } ab.
applications-plan-years = Höchstens { $max } Jahre sind möglich.
applications-plan-twice = Diese Angabe steht doppelt im Plan.
applications-plan-save = Plan speichern
applications-plan-hint-other = „Sonstiges“ ist mehr als ein Zehntel der Ausgaben. Bitte ordnen Sie die Ausgaben nach Möglichkeit genauer zu.
applications-plan-hint-fundable = Beantragt sind { $requested }, gefördert werden können nach diesem Plan höchstens { $fundable }.
applications-plan-hint-minimum = Der mögliche Betrag liegt unter der Mindestförderung von { $minimum }. Der Antrag müsste abgelehnt werden.
applications-plan-hint-grants = Andere Förderungen sind mit { $declared } angegeben, im Plan stehen aber nur { $planned } Drittmittel.
applications-plan-kind-STAFF = Personal
applications-plan-kind-FEES = Honorare
applications-plan-kind-MATERIAL = Sachausgaben
applications-plan-kind-TRAVEL = Reisekosten
applications-plan-kind-PUBLICITY = Öffentlichkeitsarbeit
applications-plan-kind-EVENTS = Veranstaltungen
applications-plan-kind-TRANSLATION = Übersetzung und Dolmetschen
applications-plan-kind-OTHER_COST = Sonstiges
applications-plan-kind-REQUESTED = Beantragte Zuwendung
applications-plan-kind-OWN = Eigenmittel
applications-plan-kind-THIRD_PARTY = Drittmittel
applications-plan-kind-INCOME = Einnahmen
applications-vat = Vorsteuerabzug
applications-vat-no = Wir sind nicht zum Vorsteuerabzug berechtigt; alle Beträge sind brutto.
applications-vat-yes = Wir sind zum Vorsteuerabzug berechtigt; alle Beträge sind netto.
applications-other-grants = Andere öffentliche Förderungen
applications-other-grants-lead = Nennen Sie alle öffentlichen Förderungen für dasselbe Vorhaben, auch beantragte und abgelehnte.
applications-no-other-grants = Es gibt keine anderen öffentlichen Förderungen für dieses Vorhaben.
applications-other-grants-open = Bitte nennen Sie andere Förderungen, oder erklären Sie, dass es keine gibt.
applications-other-grants-both = Sie haben andere Förderungen genannt; das passt nicht zu dieser Erklärung.
applications-other-grants-many = Höchstens { $max } Förderungen sind möglich.
applications-other-grant-number = Andere Förderung { $number }
applications-grant-provider = Stelle
applications-grant-programme = Programm
applications-grant-amount = Betrag
applications-grant-status = Stand
applications-grant-status-PLANNED = geplant
applications-grant-status-APPLIED = beantragt
applications-grant-status-GRANTED = bewilligt
applications-grant-status-REFUSED = abgelehnt
applications-early-start-heading = Vorzeitiger Beginn
applications-early-start-wanted = Wir beantragen, vor der Entscheidung beginnen zu dürfen.
applications-early-start-on = Vorzeitiger Beginn am
applications-early-start-reason = Begründung des vorzeitigen Beginns
applications-early-start-hint = Beginnen Sie erst, wenn die Zustimmung vorliegt. Auch der Abschluss eines Vertrags ist ein Beginn.
applications-early-start-future = Bitte nennen Sie einen Tag in der Zukunft.
applications-field-plan = Kosten- und Finanzierungsplan
applications-field-vat_deduct = Vorsteuerabzug
applications-field-other_grants = Andere öffentliche Förderungen
applications-done-plan = Der Plan ist gespeichert.
applications-event-application-set-plan = Kosten- und Finanzierungsplan geändert

## Unterschrift und Nachweis

applications-cover-sheet-missing = Bitte hängen Sie das unterschriebene Deckblatt an (Art der Unterlage „Unterschriebenes Deckblatt“), oder bitten Sie die zeichnungsberechtigte Person um die Freigabe.
applications-signature = Freigabe durch die zeichnungsberechtigte Person
applications-signature-lead = Die zeichnungsberechtigte Person Ihrer Kommune prüft den Entwurf und reicht ihn ein. Sie wird per E-Mail darum gebeten.
applications-signature-remark = Anmerkung für die zeichnungsberechtigte Person
applications-signature-ask = Um Freigabe bitten
applications-signature-since = Die zeichnungsberechtigte Person ist seit { $at } um Freigabe gebeten.
applications-signature-return-heading = Nicht freigeben, sondern zurückgeben
applications-signature-reason = Was ist zu ändern?
applications-signature-return = Zurückgeben
applications-signature-portal = Nur Entwürfe aus dem Portal werden freigegeben.
applications-signature-asked-already = Um die Freigabe ist schon gebeten.
applications-signature-not-asked = Um eine Freigabe ist nicht gebeten.
applications-no-signatory = Für { $lead } ist noch keine zeichnungsberechtigte Person angemeldet. Bitte hängen Sie das unterschriebene Deckblatt an, oder lassen Sie die Person einladen.
applications-done-signature-asked = Die zeichnungsberechtigte Person ist um Freigabe gebeten.
applications-done-signature-returned = Der Entwurf ist zurückgegeben.
applications-task-sign = Zur Freigabe: { $label } „{ $title }“
applications-event-application-ask-signature = Um Freigabe gebeten
applications-event-application-return-unsigned = Nicht freigegeben, zurückgegeben
applications-event-application-make-evidence = Prüfakte erstellt
applications-pdf-APPLICATION = Antrag
applications-pdf-RECEIPT = Eingangsbestätigung
applications-plan-year = Jahr
applications-yes = ja
applications-no = nein
applications-proof-how = So prüfen Sie diesen Nachweis
applications-proof-how-text = Auf { $address } geben Sie die Prüfsumme { $hash } ein oder laden dieses PDF hoch. Die Seite nennt Nummer, Zeitpunkt des Eingangs und Ausschreibung.
applications-verify = Eingangsbestätigung prüfen
applications-verify-why = Ohne Anmeldung, mit der Prüfsumme oder dem PDF.
applications-verify-lead = Geben Sie die Prüfsumme einer Eingangsbestätigung ein, oder laden Sie das PDF hoch. Sie erfahren, unter welcher Nummer und wann der Antrag eingegangen ist; mehr nicht. Die Datei wird nicht gespeichert.
applications-verify-hash-hint = 64 Zeichen aus Ziffern und den Buchstaben a bis f; Leerzeichen stören nicht.
applications-verify-file = PDF des Antrags oder der Eingangsbestätigung
applications-verify-file-hint = Unverändert, so wie es das Portal erstellt hat.
applications-verify-now = Prüfen
applications-verify-found = Dieser Nachweis ist echt.
applications-verify-unknown = Zu dieser Prüfsumme gibt es keinen Eingang.
applications-verify-unknown-text = Bitte prüfen Sie, ob die Prüfsumme vollständig und die Datei unverändert ist.
mail-m-a19-subject = Bitte um Freigabe: Antrag { $label }
mail-m-a19-body =
    der Antrag „{ $title }“ zur Ausschreibung „{ $call }“ ist zur Freigabe bereit. Bitte prüfen Sie ihn und reichen Sie ihn ein, oder geben Sie ihn zurück.

    Frist: { $deadline }

    { $remark }
mail-m-a20-subject = Antrag { $label } wurde nicht freigegeben
mail-m-a20-body =
    die zeichnungsberechtigte Person hat den Antrag „{ $title }“ zurückgegeben:

    { $reason }
