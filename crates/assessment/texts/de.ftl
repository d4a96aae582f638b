### assessment
reviews-nav = Meine Bewertungen
reviews-title = Meine Bewertungen
reviews-lead = Ihnen zugewiesene Anträge; was offen ist, steht zuerst. Vor dem Lesen erklären Sie sich zur Befangenheit.
reviews-open = offene Bewertungen
reviews-done = abgegeben
reviews-next = Nächste Bewertung
reviews-earlier = Bewertungen abgeschlossener Runden ({ $count })
reviews-empty = Zurzeit ist von Ihnen kein Antrag zu bewerten.
reviews-number = Antrag
reviews-applicant = Antragstellende Kommune
reviews-application = Vorhaben
reviews-state = Stand
reviews-due = Termin
reviews-own-total = Ihre Punkte
reviews-own = Zu meiner Bewertung
reviews-title-hidden = sichtbar nach Ihrer Erklärung
reviews-task = { $count ->
    [one] Einen Antrag bewerten
   *[other] { $count } Anträge bewerten
}
reviews-state-ASSIGNED = Zugewiesen
reviews-state-DECLINED = Abgelehnt
reviews-state-IN_PROGRESS = In Bearbeitung
reviews-state-SUBMITTED = Abgegeben
reviews-state-REOPENED = Zur Ergänzung geöffnet
reviews-state-FROZEN = Festgeschrieben
reviews-state-VOID = Ungültig
reviews-declare-title = Antrag { $number }: Erklärung zur Befangenheit
reviews-declare-first = Bitte erklären Sie sich zuerst
reviews-declare-first-text = Den Inhalt des Antrags sehen Sie erst nach Ihrer Erklärung (§§ 20, 21 LVwVfG).
reviews-declare = Erklärung abgeben
reviews-bodies = Beteiligte Kommunen
reviews-interest = Erklärung
reviews-interest-NONE = Ich bin nicht befangen
reviews-interest-NONE-hint = Sie sehen danach den Antrag und können ihn bewerten.
reviews-interest-CONCERN = Ich habe Zweifel
reviews-interest-CONCERN-hint = Die Geschäftsstelle oder die Referatsleitung entscheidet; bis dahin bleibt der Antrag verschlossen.
reviews-interest-EXCLUDED = Ich bin ausgeschlossen
reviews-interest-EXCLUDED-hint = Zum Beispiel weil Sie bei einer beteiligten Kommune beschäftigt sind. Der Antrag bleibt Ihnen verschlossen.
reviews-interest-reason = Begründung
reviews-interest-reason-hint = Nötig bei Zweifeln und beim Ausschluss.
reviews-back = Zurück zur Liste
reviews-concern-waits = Über Ihre Zweifel wird entschieden
reviews-concern-waits-text = Sobald feststeht, dass Sie bewerten dürfen, öffnet sich der Antrag für Sie auf dieser Seite. Werden Sie ausgeschlossen, erhalten Sie eine Nachricht.
reviews-decline = Bewertung ablehnen
reviews-decline-reason = Grund
reviews-exclude = Ausschluss nachträglich anzeigen
reviews-exclude-text = Wenn Ihnen erst jetzt ein Grund bekannt wird, der Sie ausschließt (§ 20 LVwVfG): Der Antrag wird für Sie geschlossen. Abgegebene Punkte zählen dann nicht mehr; sie bleiben in der Akte.
reviews-exclude-confirm = Den Ausschluss anzeigen? Sie sehen den Antrag danach nicht mehr.
reviews-scores = Bewertung
reviews-requested = Beantragt
reviews-total-cost = Gesamtkosten
reviews-from = Beginn
reviews-until = Ende
reviews-summary = Kurzbeschreibung
reviews-case = Vorgang
reviews-criterion = { $code } { $label } ({ $weight } %)
reviews-criterion-head = Kriterium
reviews-weight = Gewicht
reviews-anchor = 5 Punkte: { $anchor }
reviews-points = Punkte { $code }
reviews-points-head = Punkte
reviews-points-0 = 0 – keine Angaben
reviews-points-1 = 1 – mangelhaft
reviews-points-2 = 2 – ausreichend
reviews-points-3 = 3 – befriedigend
reviews-points-4 = 4 – gut
reviews-points-5 = 5 – sehr gut
reviews-reason = Begründung { $code }
reviews-reason-head = Begründung
reviews-reason-hint = Nötig bei 0, 1 und 5 Punkten.
reviews-overall = Gesamteindruck
reviews-comment = Anmerkungen
reviews-recommendation = Empfehlung
reviews-save = Speichern
reviews-save-next = Speichern und weiter
reviews-submit = Abgeben
reviews-submit-next = Abgeben und weiter
reviews-reopened = Bitte ergänzen Sie Ihre Bewertung
reviews-total = Punkte gesamt
reviews-submitted-at = Abgegeben am
reviews-edition = Abgegebene Fassung { $edition }
reviews-assessor = Bewertende Person
reviews-record-title = Bewertung { $number }: { $name }
reviews-step-reason = Grund
reviews-ruling = Entscheidung über die Zweifel
reviews-ruling-CLEARED = Nicht befangen, darf bewerten
reviews-ruling-EXCLUDED = Befangen, ausgeschlossen
reviews-ruling-reason = Begründung der Entscheidung
reviews-rule = Über die Zweifel entscheiden
reviews-reopen = Zur Ergänzung öffnen
reviews-reopen-reason = Was soll ergänzt werden?
reviews-void = Wegen Befangenheit ungültig machen
reviews-void-text = Die Punkte zählen nicht mehr; die Person sieht den Antrag nicht mehr. Ist die Rangfolge festgeschrieben, entsteht eine neue Fassung mit diesem Grund.
reviews-void-reason = Grund
reviews-void-confirm = Diese Bewertung ungültig machen?
reviews-done-declared = Ihre Erklärung ist abgegeben. Sie können den Antrag jetzt bewerten.
reviews-done-excluded = Ihre Erklärung ist abgegeben. Der Antrag bleibt Ihnen verschlossen.
reviews-done-concern = Ihre Erklärung ist abgegeben. Über Ihre Zweifel wird entschieden.
reviews-done-declined = Sie haben die Bewertung abgelehnt.
reviews-done-saved = Gespeichert.
reviews-done-submitted = Ihre Bewertung ist abgegeben.
reviews-done-reopened = Die Bewertung ist zur Ergänzung geöffnet.
reviews-done-void = Die Bewertung ist ungültig.
reviews-done-ruled = Die Entscheidung ist festgehalten.
reviews-criterion-unknown = Das Kriterium { $code } gibt es in dieser Ausschreibung nicht.
reviews-points-missing = Bitte vergeben Sie Punkte für { $code }.
reviews-reason-missing = Bitte begründen Sie { $points } Punkte für { $code }.
reviews-choose-applications = Bitte wählen Sie mindestens einen Antrag.
reviews-choose-assessors = Bitte wählen Sie mindestens eine bewertende Person.
reviews-not-an-assessor = Diese Person bewertet nicht in dieser Ausschreibung. Geben Sie ihr zuerst die Rolle „Bewertung“.
reviews-refused-not-complete = Der Antrag { $number } ist nicht vollständig geprüft und kann noch nicht bewertet werden.
reviews-refused-frozen = Die Rangfolge ist festgeschrieben. Bewertungen lassen sich nicht mehr ändern.
reviews-refused-undeclared = Bitte erklären Sie sich zuerst zur Befangenheit. Der Antrag bleibt bis dahin verschlossen.
reviews-refused-declared = Sie haben sich zu diesem Antrag schon erklärt. Sie können sich nur noch ausschließen.
reviews-refused-no-concern = Zu diesem Antrag gibt es keine Zweifel, über die zu entscheiden wäre.
reviews-refused-no-alarm = Bei diesem Antrag liegen die Punkte nicht weit auseinander, oder das Gespräch ist schon vermerkt.
reviews-refused-ASSIGNED = Die Bewertung ist noch nicht begonnen. Es fehlt die Erklärung zur Befangenheit.
reviews-refused-DECLINED = Diese Bewertung wurde abgelehnt.
reviews-refused-IN_PROGRESS = Diese Bewertung ist noch in Bearbeitung.
reviews-refused-SUBMITTED = Diese Bewertung ist abgegeben. Bitten Sie die Geschäftsstelle, sie zur Ergänzung zu öffnen.
reviews-refused-REOPENED = Diese Bewertung ist zur Ergänzung geöffnet.
reviews-refused-FROZEN = Die Rangfolge ist festgeschrieben. Diese Bewertung lässt sich nicht mehr ändern.
reviews-refused-VOID = Diese Bewertung ist ungültig.
assessment-nav = Bewertung
assessment-calls = Bewertung der Anträge
assessment-calls-lead = Wer bewertet welchen Antrag, was fehlt noch, und welche Rangfolge ergibt sich.
assessment-call = Ausschreibung
assessment-call-title = Titel
assessment-call-state = Stand
assessment-pages = Weiter
assessment-empty = Zurzeit gibt es keine Ausschreibung, deren Anträge bewertet werden.
assessment-title = Bewertung { $code }
assessment-part = Bewertung
assessment-reviews = Bewertungen
assessment-matrix = Anträge und bewertende Personen
assessment-unassigned = vollständig, noch nicht zugewiesen
assessment-in-assessment = in Bewertung
assessment-assessed = bewertet
assessment-alarm-count = Punkte weit auseinander
assessment-concerns = Zweifel zu entscheiden
assessment-concern = Zweifel
assessment-open-review = ansehen
assessment-mean = Mittelwert
assessment-spread = Spannweite
assessment-no-applications = Es gibt noch keine vollständigen Anträge.
assessment-alarms = Die Punkte einiger Anträge liegen mehr als 20 auseinander
assessment-alarms-text = Vor der Sitzung ist ein Gespräch der Bewertenden nötig. Vermerken Sie das Ergebnis beim Antrag.
assessment-alarm-title = Antrag { $number }: Ergebnis des Gesprächs
assessment-alarm-note = Vermerk über das Gespräch
assessment-clear-alarm = Gespräch vermerken
assessment-assign = Anträge zuweisen
assessment-assessors = Bewertende Personen
assessment-applications = Anträge dieser Seite
assessment-all = Alle Anträge der Ausschreibung
assessment-all-hint = Auch die, die nicht auf dieser Seite stehen.
assessment-no-assessors = Für diese Ausschreibung bewertet noch niemand
assessment-no-assessors-text = Die Administration vergibt die Rolle „Bewertung“ für diese Ausschreibung.
assessment-done-assigned = Die Anträge sind zugewiesen.
assessment-done-alarm = Das Gespräch ist vermerkt.
assessment-task-unassigned = { $count ->
    [one] Einen Antrag zur Bewertung zuweisen
   *[other] { $count } Anträge zur Bewertung zuweisen
}
assessment-task-alarms = { $count ->
    [one] Weit auseinander liegende Punkte bei einem Antrag klären
   *[other] Weit auseinander liegende Punkte bei { $count } Anträgen klären
}
assessment-task-concerns = { $count ->
    [one] Über Zweifel an der Unbefangenheit entscheiden
   *[other] Über { $count } Zweifel an der Unbefangenheit entscheiden
}
ranking-short = Rangfolge
ranking-title = Rangfolge { $code }
ranking-to-allocation = Mittelverteilung
ranking-version = Fassung
ranking-frozen-at = Festgeschrieben am
ranking-reason = Grund der neuen Fassung
ranking-rank = Rang
ranking-score = Punkte
ranking-reviews = Gültige Bewertungen
ranking-remark = Hinweise
ranking-tied = gleicher Rang
ranking-lot = durch Los
ranking-balance = durch Entscheidung zur Ausgewogenheit
ranking-below = unter der Mindestpunktzahl
ranking-empty = Es liegt noch keine Bewertung vor.
ranking-preliminary = Vorläufiger Stand
ranking-preliminary-text = Die Plätze ändern sich mit jeder abgegebenen Bewertung. Für die Sitzung wird die Rangfolge festgeschrieben.
ranking-ties = Gleiche Ränge
ranking-ties-text = Auch die Mittelwerte von K3 und K2 sind gleich. Es entscheidet die Steuerungsgruppe nach der Ausgewogenheit der Auswahl, zuletzt das Los.
ranking-freeze = Rangfolge festschreiben
ranking-freeze-confirm = Die Rangfolge festschreiben? Danach lassen sich Bewertungen nicht mehr ändern.
ranking-again = Neue Fassung festschreiben
ranking-again-text = Eine festgeschriebene Rangfolge bleibt erhalten. Eine Änderung ergibt eine neue Fassung mit ihrem Grund.
ranking-versions = Fassungen
ranking-lots = Reihenfolge bei gleichen Rängen
ranking-lots-text = Tragen Sie für jeden Antrag eines gleichen Rangs seine Stelle ein: 1 für den ersten. Andere Ränge können offen bleiben.
ranking-lot-of = Rang { $rank }, Antrag { $number }: Stelle
ranking-lots-reason = Wann, wo und vor wem wurde entschieden oder gelost? Womit wird die Reihenfolge begründet?
ranking-by = Wodurch?
ranking-by-BALANCE = Entscheidung der Steuerungsgruppe zur Ausgewogenheit (Regierungsbezirk, Größe, Art der Körperschaft, erstmaliger Antrag)
ranking-by-LOT = Los
ranking-lots-save = Reihenfolge festhalten
ranking-not-frozen = Die Rangfolge ist noch nicht festgeschrieben.
ranking-closes-review = Nicht abgegeben, bevor die Rangfolge festgeschrieben wurde
ranking-done-frozen = Die Rangfolge ist festgeschrieben.
ranking-refused-call-state = Die Rangfolge wird festgeschrieben, wenn die Ausschreibung „In Auswahl“ ist. Starten Sie zuerst die Auswahl.
ranking-refused-empty = Es gibt noch keinen bewerteten Antrag.
ranking-refused-unchanged = Die Rangfolge hat sich gegenüber der letzten Fassung nicht geändert.
ranking-refused-not-tied = Eine Reihenfolge lässt sich nur für Anträge der festgeschriebenen Rangfolge mit gleichem Rang festhalten, und zwar für alle dieses Rangs.
ranking-refused-barred = Sie sind bei einem Antrag dieser Ausschreibung ausgeschlossen. Die Rangfolge schreibt deshalb eine andere Person fest.
ranking-refused-open = { $count ->
    [one] Ein Antrag ist noch nicht bewertet.
   *[other] { $count } Anträge sind noch nicht bewertet.
}
ranking-refused-alarms = { $count ->
    [one] Bei einem Antrag liegen die Punkte weit auseinander. Vermerken Sie zuerst das Gespräch.
   *[other] Bei { $count } Anträgen liegen die Punkte weit auseinander. Vermerken Sie zuerst die Gespräche.
}
ranking-refused-reopened = { $count ->
    [one] Eine Bewertung ist zur Ergänzung geöffnet und noch nicht wieder abgegeben.
   *[other] { $count } Bewertungen sind zur Ergänzung geöffnet und noch nicht wieder abgegeben.
}
ranking-refused-thin = { $count ->
    [one] Einem bewerteten Antrag fehlen gültige Bewertungen.
   *[other] { $count } bewerteten Anträgen fehlen gültige Bewertungen.
}
mail-m-r01-subject = { $count ->
    [one] Ein Antrag zur Bewertung – Frist { $due }
   *[other] { $count } Anträge zur Bewertung – Frist { $due }
}
mail-m-r01-body = Ihnen wurden Anträge der Ausschreibung „{ $title }“ zur Bewertung zugewiesen ({ $count }).

    Bitte erklären Sie sich zu jedem Antrag zuerst zur Befangenheit. Danach sehen Sie den Inhalt. Termin: { $due }.
reviews-due-open = offen
mail-m-r02-subject = Bewertung abgelehnt: { $number }
mail-m-r02-body = eine Bewertung des Antrags { $number } wurde abgelehnt. Bitte prüfen Sie, ob der Antrag einer anderen Person zugewiesen werden muss.
mail-m-r03-subject = Bitte Bewertung ergänzen: { $number }
mail-m-r03-body = Ihre Bewertung des Antrags { $number } wurde zur Ergänzung geöffnet. Was fehlt, steht im Portal.
mail-m-r05-subject = Bewertung nicht berücksichtigt: { $number }
mail-m-r05-body = Ihre Bewertung des Antrags { $number } wird nicht berücksichtigt. Bei Fragen wenden Sie sich bitte an die Geschäftsstelle.
scores-import-unknown-application = Diesen Antrag gibt es in der Ausschreibung nicht.
scores-import-unknown-assessor = Unter diesem Namen bewertet niemand in dieser Ausschreibung.
scores-import-not-assigned = Der Antrag ist dieser Person nicht zugewiesen, oder sie hat sich noch nicht erklärt.
scores-import-twice = Antrag und Person stehen schon in einer früheren Zeile.
scores-import-untouched = Noch nicht ausgefüllt; die Zeile bleibt offen.
scores-import-total-differs = Die Summe stimmt nicht mit den Punkten überein: { $computed }.
scores-import-needs-call = Bitte wählen Sie die Ausschreibung, zu der die Bewertungen gehören.
imports-kind-scores = Bewertungsbogen
imports-kind-scores-hint = Eine Zeile je Antrag und bewertender Person mit Antrags-Nr., Gutachter/in, den Punkten K1 bis K7, Begründung und Empfehlung.
applications-event-application-start-assessment = Bewertung begonnen
applications-event-application-assess = Fertig bewertet
applications-event-review-assign = Bewertung zugewiesen
applications-event-review-begin = Bewertung begonnen
applications-event-review-submit = Bewertung abgegeben
applications-event-review-freeze = Bewertung festgeschrieben
applications-event-review-reopen = Bewertung zur Ergänzung geöffnet
applications-event-review-void = Bewertung für ungültig erklärt
applications-event-review-decline = Bewertung abgelehnt
applications-event-review-open-refused = Zugriff ohne Befangenheitserklärung verweigert
applications-event-interest-declaration-declare = Befangenheitserklärung abgegeben
applications-event-interest-declaration-exclude = Wegen Befangenheit ausgeschlossen
applications-event-interest-declaration-rule = Über Zweifel an der Unbefangenheit entschieden
applications-event-standing-clear-alarm = Abweichung der Bewertungen geklärt
reviews-own-hints = Aus den Daten ergibt sich ein Hinweis auf Befangenheit
reviews-sheet-notes = Hinweise
reviews-sheet-at = Erstellt am
reviews-sheet-by = Erstellt von
pool-title = Bewertende Personen
pool-title-of = Bewertende Personen { $code }
pool-lead = Wer bewertet, wer angefragt ist, und wie viel jede Person hat.
pool-empty = Für diese Ausschreibung bewertet noch niemand.
pool-answer-by = Antwort bis
pool-most = Höchstens Anträge
pool-most-hint = Leer, wenn es keine Grenze gibt.
pool-assigned = zugewiesen
pool-given-back = abgelehnt
pool-without-invitation = ohne Einladung
pool-state-INVITED = angefragt
pool-state-ACCEPTED = zugesagt
pool-state-DECLINED = abgesagt
pool-invite = Person einladen
pool-invite-text = Die Person bekommt eine E-Mail mit einem Link zur Zusage. Erst nach der Zusage lassen sich Anträge zuweisen.
pool-email = E-Mail-Adresse
pool-name = Name
pool-name-hint = Nötig, wenn die Person noch kein Konto hat.
pool-done-invited = Die Person ist eingeladen.
pool-date-past = Bitte geben Sie einen Tag ab morgen an.
pool-refused-present = Diese Person ist schon angefragt oder hat zugesagt.
pool-refused-over = Die Antwortfrist ist vorbei. Bitte wenden Sie sich an die Geschäftsstelle.
pool-refused-INVITED = Diese Anfrage ist noch offen.
pool-refused-ACCEPTED = Sie haben zugesagt.
pool-refused-DECLINED = Sie haben abgesagt.
pool-invitation = Anfrage zur Bewertung
pool-invitation-lead = Bitte teilen Sie mit, ob Sie Anträge dieser Ausschreibung bewerten.
pool-invitations = Offene Anfragen
pool-invitation-to = Anfrage: { $title }
pool-wish = Wie viele Anträge höchstens?
pool-wish-hint = Leer, wenn Sie keine Grenze setzen.
pool-interests-complete = Meine Interessenerklärung ist vollständig
pool-accept = Zusagen
pool-decline = Absagen
pool-done-accepted = Sie haben zugesagt.
pool-done-declined = Sie haben abgesagt.
pool-task-invitation = { $count ->
    [one] Eine Anfrage zur Bewertung beantworten
   *[other] { $count } Anfragen zur Bewertung beantworten
}
interests-title = Meine Interessenerklärung
interests-lead = Was Sie mit Kommunen und Verbänden verbindet, gilt für alle Ausschreibungen. Geben Sie es einmal an.
interests-link-text = Bitte prüfen und ergänzen Sie sie, bevor Sie zusagen.
interests-use = Wozu das dient
interests-use-text = Anträge, zu denen eine Verbindung besteht, werden Ihnen nicht zur Bewertung zugewiesen; in der Steuerungsgruppe weist die Erklärung zur Befangenheit Sie darauf hin. Die Angaben sehen Sie selbst und die Stellen, die Bewertungen zuweisen. Die Erklärung zu jedem einzelnen Antrag bleibt nötig.
interests-basis = Verbindung
interests-basis-HOME = Wohnort
interests-basis-EMPLOYER = Arbeitgeber
interests-basis-BOARD = Mandat oder Sitz in einem Gremium
interests-basis-FAMILY = Angehörige dort tätig
interests-basis-ADVISER = Beratung oder Auftrag
interests-basis-FACILITATOR = Prozessbegleitung
interests-basis-AFFILIATION = Zugehörigkeit des Kontos
interests-basis-DOMAIN = gleiche E-Mail-Adresse oder E-Mail-Domäne
interests-body = Kommune oder Verband
interests-body-hint = Name oder Schlüssel, zum Beispiel Tübingen oder 08416041.
interests-detail = Erläuterung
interests-declared = Angegeben am
interests-until = Beendet am
interests-until-hint = Leer, solange die Verbindung besteht. Beendete Verbindungen zählen noch drei Jahre.
interests-until-future = Bitte geben Sie einen Tag bis heute an oder lassen Sie das Feld leer.
interests-empty = Sie haben noch keine Verbindung angegeben.
interests-add = Verbindung angeben
interests-end = Heute beenden
interests-done-added = Die Verbindung ist angegeben.
interests-done-ended = Das Ende der Verbindung ist vermerkt.
conflicts-title = Hinweise auf Befangenheit
conflicts-title-of = Hinweise auf Befangenheit { $code }
conflicts-lead = Was die Daten nahelegen. Solange ein Hinweis offen ist, wird der Antrag der Person nicht zugewiesen.
conflicts-hint = Hinweis
conflicts-open = offen
conflicts-dismissed = unbedenklich
conflicts-empty = Die Daten geben keine Hinweise auf Befangenheit.
conflicts-near-SAME = { $basis }: { $name }, am Antrag beteiligt
conflicts-near-ABOVE = { $basis }: { $name }, Landkreis oder Verband einer beteiligten Kommune
conflicts-near-BELOW = { $basis }: { $name }, gehört zu einem beteiligten Landkreis oder Verband
conflicts-dismiss = Als unbedenklich vermerken
conflicts-reason = Warum besteht keine Befangenheit?
conflicts-done-dismissed = Der Hinweis ist als unbedenklich vermerkt.
conflicts-refused-none = Diesen Hinweis gibt es nicht, oder er ist schon vermerkt.
assignment-title = Zuweisung { $code }
assignment-short-title = Automatisch zuweisen
assignment-lead = Ein Vorschlag verteilt, was noch fehlt. Sie lesen ihn zuerst und übernehmen ihn dann als Ganzes.
assignment-workbook = Zuweisungen als Arbeitsmappe
assignment-sheet = Zuweisungen
assignment-target = Bewertende je Antrag
assignment-due-hint = Leer, wenn der Termin aus der Einladung gilt.
assignment-propose = Vorschlag berechnen
assignment-none = Es gibt noch keinen Vorschlag.
assignment-proposal = Vorschlag
assignment-made = Berechnet am
assignment-applied = Übernommen am
assignment-pairs = Neue Zuweisungen
assignment-shares = Verteilung auf die Personen
assignment-before = bisher
assignment-new = neu
assignment-after = danach
assignment-other-district = davon anderer Landkreis
assignment-short = Einigen Anträgen fehlen Bewertende
assignment-short-text = Es gibt nicht genug Personen ohne Befangenheit und mit freien Plätzen. Laden Sie weitere ein, oder klären Sie offene Hinweise.
assignment-below-minimum = unter dem Minimum
assignment-list = Vorgeschlagene Zuweisungen
assignment-why = Warum
assignment-district-OTHER = anderer Landkreis
assignment-district-SAME = gleicher Landkreis
assignment-district-UNKNOWN = Landkreis der Person nicht angegeben
assignment-load = Antrag Nummer { $load } der Person
assignment-load-of = Antrag Nummer { $load } von höchstens { $most }
assignment-dismissed = Hinweis auf Befangenheit als unbedenklich vermerkt
assignment-apply = Vorschlag übernehmen
assignment-apply-confirm = Alle vorgeschlagenen Zuweisungen übernehmen? Die Personen werden benachrichtigt.
assignment-done-proposed = Der Vorschlag ist berechnet.
assignment-done-applied = Der Vorschlag ist übernommen.
assignment-refused-nothing = Es ist nichts zuzuweisen: Jeder Antrag hat genug Bewertende, oder es fehlen freie Personen ohne Befangenheit.
assignment-refused-outdated = Seit dem Vorschlag hat sich etwas geändert. Bitte berechnen Sie ihn neu.
assignment-import-errors = { $count ->
    [one] Eine Zeile ist fehlerhaft. Zuweisungen werden nur als Ganzes übernommen.
   *[other] { $count } Zeilen sind fehlerhaft. Zuweisungen werden nur als Ganzes übernommen.
}
assignment-import-unknown-assessor = Diese Person bewertet nicht in dieser Ausschreibung oder hat noch nicht zugesagt.
assignment-import-excluded = Die Person ist von diesem Antrag ausgeschlossen.
assignment-import-hinted = Es gibt einen offenen Hinweis auf Befangenheit.
assignment-import-present = Der Antrag ist der Person schon zugewiesen.
assignment-import-load = Wird zugewiesen. Die Person hat danach { $load }.
assignment-import-load-of = Wird zugewiesen. Die Person hat danach { $load } von höchstens { $most }.
assessment-done-assigned-hinted = Die Anträge sind zugewiesen. Paare mit offenen Hinweisen auf Befangenheit sind ausgelassen.
imports-kind-assignments = Zuweisungen
imports-kind-assignments-hint = Eine Zeile je Antrag und bewertender Person mit Antrags-Nr., Gutachter/in (Name oder E-Mail) und Termin. Die Vorschau zeigt, was folgt; übernommen wird nur als Ganzes.
mail-m-r04-subject = { $count ->
    [one] Erinnerung: eine Bewertung offen
   *[other] Erinnerung: { $count } Bewertungen offen
}
mail-m-r04-body = { $count ->
    [one] eine Bewertung ist noch offen. Termin: { $due }.
   *[other] { $count } Bewertungen sind noch offen. Termin: { $due }.
}
mail-m-r06-subject = Anfrage zur Bewertung: { $title }
mail-m-r06-body = wir bitten Sie, Anträge der Ausschreibung „{ $title }“ zu bewerten.

    Bitte antworten Sie bis: { $until }. Die Bewertungen werden gebraucht bis: { $due }.
mail-m-r07-subject = Bewertung { $code }: { $person } – { $answer }
mail-m-r07-body = { $person } hat auf die Anfrage zur Bewertung ({ $code }) geantwortet: { $answer }.
applications-event-interest-declaration-dismiss = Hinweis auf Befangenheit als unbedenklich vermerkt
reviews-progress = { $done } von { $all } bewertet
reviews-answers = Angaben im Antrag
reviews-given-before = Ihre bisherige Fassung
reviews-field-changed = Inzwischen geändert
reviews-field-changed-text = Diese Angabe wurde in einem anderen Fenster geändert. Dort steht:
reviews-sheets = Bewertungsbögen als Arbeitsmappe
reviews-sheet-name = Bewertungsbögen { $code }
reviews-sheet-import = Ausgefüllte Bewertungsbögen einlesen ({ $code })
ranking-median = Median
robust-short = Robustheit
robust-title = Robustheit der Rangfolge { $code }
robust-lead = Jede bewertende Person wird einmal weggelassen und neu gereiht. So zeigt sich, welcher Platz an einer einzelnen Person hängt.
robust-places = Plätze bis zur Linie
robust-places-hint = Ohne Angabe so viele, wie die Mittel der Ausschreibung reichen.
robust-show = Anzeigen
robust-crossing = { $count ->
    [one] Ein Platz an der Linie hängt an einer Person
   *[other] { $count } Plätze an der Linie hängen an einer Person
}
robust-crossing-text = Ohne die genannte Person läge der Antrag auf der anderen Seite der Linie. Sprechen Sie in der Sitzung darüber.
robust-none = An der Linie hängt kein Platz an einer einzelnen Person
robust-none-text = Wer auch immer wegfällt: Dieselben Anträge liegen über der Linie.
robust-shifts = Plätze, die sich ohne eine Person ändern
robust-without = ohne
robust-rank-without = Rang ohne sie
robust-falls-out = fällt unter die Linie
robust-moves-in = rückt über die Linie
robust-empty = Kein Platz ändert sich.
robust-leniency = Bewertende im Vergleich (nur zur Ansicht)
robust-compared = verglichene Anträge
robust-difference = mittlere Abweichung von den anderen
calls-did-propose_assignment = Zuweisung der Bewertungen vorgeschlagen
calls-did-apply_assignment = Vorgeschlagene Zuweisung übernommen
reviews-withdraw = Zuweisung zurücknehmen
reviews-withdraw-text = Die bewertende Person sieht den Antrag danach nicht mehr. Eine abgegebene Bewertung lässt sich so nicht zurücknehmen.
reviews-withdraw-reason = Grund
reviews-done-withdrawn = Die Zuweisung ist zurückgenommen.
pool-release = Aus dem Kreis der bewertenden Personen nehmen
pool-release-text = Abgegebene Bewertungen bleiben bestehen. Was noch nicht abgegeben ist, wird zurückgenommen und kann anderen zugewiesen werden.
pool-release-choose = – bitte wählen –
pool-done-released = Die Person gehört nicht mehr zum Kreis der bewertenden Personen dieser Ausschreibung.
pool-refused-reopened = Eine Bewertung dieser Person ist zur Ergänzung geöffnet. Bitte warten Sie die erneute Abgabe ab oder erklären Sie die Bewertung für ungültig.
applications-event-review-withdraw = Zuweisung zurückgenommen
