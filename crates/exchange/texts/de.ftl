### exchange
nav-events = Netzwerktreffen
nav-practice = Praxisberichte
events-title = Netzwerktreffen
events-lead = Treffen zum Erfahrungsaustausch der geförderten Kommunen.
events-new = Netzwerktreffen planen
events-name = Titel
events-programme = Förderprogramm
events-when = Termin
events-where = Ort
events-online = online
events-link = Link zur Teilnahme
events-day = Tag
events-from = Beginn
events-until = Ende
events-agenda = Tagesordnung
events-minutes = Ergebnisse
events-capacity = Plätze
events-per-body = Plätze je Kommune
events-places = Angemeldet / Plätze
events-places-left = { $free } von { $all } Plätzen frei
events-state = Stand
events-state-PLANNED = Geplant
events-state-PUBLISHED = Veröffentlicht
events-state-HELD = Durchgeführt
events-state-DOCUMENTED = Dokumentiert
events-state-CANCELLED = Abgesagt
events-access = Barrierefreiheit
events-access-hint = Stufenloser Zugang, Gebärdensprache, Induktionsanlage und Ähnliches
events-place-hint = Für ein Treffen ohne Ort geben Sie stattdessen einen Link an.
events-registration-until = Anmeldung bis
events-registration-hint = Bis zum Ablauf dieses Tages, 24:00 Uhr
events-plan = Treffen planen
events-publish = Veröffentlichen und einladen
events-publish-sure = Das Treffen veröffentlichen und alle geförderten Kommunen und Prozessbegleitungen einladen?
events-calendar = Kalenderdatei
events-own = Ihre Anmeldung
events-own-UNCONFIRMED = Ihre Anmeldung ist noch nicht bestätigt. Erst mit der Bestätigung zählt sie und erhalten Sie einen Platz.
events-own-REGISTERED = Sie sind angemeldet.
events-own-WAITING = Sie stehen auf der Warteliste. Wird ein Platz frei, rücken Sie nach und erhalten eine E-Mail.
events-register-title = Anmelden
events-register = Verbindlich anmelden
events-register-waiting = Auf die Warteliste setzen
events-unregister = Abmelden
events-unregister-sure = Möchten Sie sich wirklich abmelden?
events-organisation = Kommune oder Organisation
events-needs = Was brauchen Sie, um gut teilnehmen zu können?
events-needs-column = Bedarf
events-needs-hint = Zum Beispiel Gebärdensprache, barrierefreier Zugang, Verpflegung
events-participants = Anmeldungen
events-person = Name
events-nobody = Es hat sich noch niemand angemeldet.
events-registration-UNCONFIRMED = nicht bestätigt
events-registration-REGISTERED = angemeldet
events-registration-WAITING = Warteliste
events-registration-CANCELLED = abgemeldet
events-attended = Teilgenommen
events-yes = ja
events-no = nein
events-who-came = Wer war da?
events-record-attendance = Teilnahme festhalten
events-file-minutes = Ergebnisse ablegen
events-cancel = Treffen absagen
events-cancel-reason = Grund der Absage
events-registration = Anmeldung
events-public-lead = Treffen zum Erfahrungsaustausch. Auch wer kein Konto im Portal hat, kann sich anmelden.
events-public-none = Zurzeit ist kein Netzwerktreffen angekündigt. Neue Termine stehen hier, sobald sie feststehen.
events-public-cancelled = Dieses Treffen ist abgesagt.
events-public-privacy = Ihre Angaben werden nur verwendet, um das Treffen zu organisieren. Sie erhalten eine E-Mail mit einem Link, mit dem Sie die Anmeldung bestätigen. Ohne Bestätigung werden Ihre Angaben nach 48 Stunden gelöscht.
events-closed = geschlossen
events-free = { $free } Plätze frei
events-waiting-list = Warteliste
events-own-CANCELLED = Sie sind abgemeldet.
events-done-public = Vielen Dank. Sie erhalten gleich eine E-Mail. Ihre Anmeldung zählt erst, wenn Sie sie mit dem Link darin bestätigen.
events-confirm = Anmeldung bestätigen
events-confirm-expired = Die Frist von 48 Stunden ist abgelaufen. Bitte melden Sie sich noch einmal an.
events-done-confirmed = Ihre Anmeldung ist bestätigt. Sie haben einen Platz.
events-done-planned = Das Treffen ist geplant. Es ist erst nach der Veröffentlichung für andere sichtbar.
events-done-published = Das Treffen ist veröffentlicht, die Einladungen sind unterwegs.
events-done-cancelled = Das Treffen ist abgesagt, alle Angemeldeten werden benachrichtigt.
events-done-attendance = Die Teilnahme ist festgehalten.
events-done-documented = Die Ergebnisse sind abgelegt.
events-done-registered = Sie sind angemeldet. Die Bestätigung mit Kalenderdatei kommt per E-Mail.
events-done-waiting = Alle Plätze sind vergeben. Sie stehen auf der Warteliste.
events-done-unregistered = Sie sind abgemeldet.
events-place-or-link = Bitte geben Sie einen Ort oder einen Link an.
events-in-the-past = Das Treffen muss in der Zukunft liegen.
events-end-before-start = Das Ende muss nach dem Beginn liegen.
events-registration-after-start = Die Anmeldung muss vor dem Beginn des Treffens enden.
events-wrong-state = In diesem Stand des Treffens ist das nicht möglich. Laden Sie die Seite neu.
events-not-yet = Die Teilnahme lässt sich erst festhalten, wenn das Treffen begonnen hat.
events-began = Das Treffen hat schon begonnen; eine Abmeldung ist nicht mehr möglich.
events-registration-closed = Die Anmeldung ist geschlossen. Wenden Sie sich an die Programmkoordination.
events-body-full = Aus Ihrer Kommune sind bereits { $count } Personen angemeldet; mehr Plätze je Kommune gibt es nicht.
practice-title = Praxisberichte
practice-lead = Was Kommunen ausprobiert haben, was gelungen ist und was sie anderen raten.
practice-open = In Arbeit
practice-published = Veröffentlicht
practice-none = Es ist noch kein Praxisbericht veröffentlicht.
practice-reports = Praxisberichte
practice-new = Praxisbericht schreiben
practice-edit = Bearbeiten
practice-name = Titel
practice-organisation = Kommune
practice-published-on = Veröffentlicht am
practice-state = Stand
practice-state-DRAFT = Entwurf
practice-state-SUBMITTED = Zur Moderation
practice-state-CHANGES_REQUESTED = Überarbeitung erbeten
practice-state-APPROVED = Freigegeben
practice-state-PUBLISHED = Veröffentlicht
practice-state-WITHDRAWN = Zurückgezogen
practice-situation = Ausgangslage
practice-approach = Vorgehen
practice-result = Ergebnis
practice-experience = Erfahrungen
practice-tips = Tipps für andere
practice-easy = Zusammenfassung in Leichter Sprache
practice-easy-hint = Kurze Sätze, einfache Wörter
practice-consent = Die Kommune ist mit der Veröffentlichung einverstanden; der Text enthält keine personenbezogenen Daten.
practice-form-lead = Vor der Abgabe zur Moderation müssen alle Teile bis auf die Leichte Sprache ausgefüllt sein.
practice-comment = Was überarbeitet werden soll
practice-reason = Grund
practice-submit = Zur Moderation geben
practice-request-changes = Um Überarbeitung bitten
practice-approve = Freigeben
practice-publish = Veröffentlichen
practice-withdraw = Zurückziehen
practice-withdrawn = Dieser Praxisbericht wurde zurückgezogen.
practice-not-funded = Praxisberichte gibt es nur zu geförderten Vorhaben.
practice-not-open = Der Bericht ist in diesem Stand nicht bearbeitbar.
practice-wrong-state = In diesem Stand des Berichts ist das nicht möglich. Laden Sie die Seite neu.
practice-no-consent = Die Kommune hat der Veröffentlichung nicht zugestimmt.
practice-done-saved = Der Bericht ist gespeichert.
practice-done-submitted = Der Bericht liegt der Programmkoordination vor.
practice-done-sent-back = Die Bitte um Überarbeitung ist unterwegs.
practice-done-approved = Der Bericht ist freigegeben. Veröffentlichen muss ihn eine andere Person.
practice-done-published = Der Bericht ist veröffentlicht.
practice-done-withdrawn = Der Bericht ist zurückgezogen.
practice-task-moderate = { $count ->
    [one] Einen Praxisbericht moderieren
   *[other] { $count } Praxisberichte moderieren
 }
practice-task-publish = { $count ->
    [one] Einen freigegebenen Praxisbericht veröffentlichen
   *[other] { $count } freigegebene Praxisberichte veröffentlichen
 }
practice-task-changes = { $count ->
    [one] Einen Praxisbericht überarbeiten
   *[other] { $count } Praxisberichte überarbeiten
 }
mail-m-e01-subject = Einladung: { $title } am { $start }
mail-m-e01-body =
    Sie sind zum Netzwerktreffen „{ $title }“ eingeladen.

    Termin: { $start }
    Ort: { $place }

    Tagesordnung und Anmeldung finden Sie im Portal. Bitte geben Sie dort auch an, was Sie für eine gute Teilnahme brauchen.
mail-m-e07-subject = Bitte bestätigen: { $title }
mail-m-e07-body =
    mit dieser E-Mail-Adresse wurde eine Anmeldung zum Netzwerktreffen „{ $title }“ begonnen.

    Termin: { $start }
    Ort: { $place }

    Bitte bestätigen Sie die Anmeldung innerhalb von 48 Stunden mit dem folgenden Link. Erst dann zählt sie. Haben Sie sich nicht angemeldet, brauchen Sie nichts zu tun: Die Angaben werden gelöscht.
mail-m-e07-link = Anmeldung bestätigen
mail-m-e07-link-note = Mit demselben Link können Sie sich später wieder abmelden.
mail-m-e02-subject = Anmeldung bestätigt: { $title }
mail-m-e02-body =
    Ihre Anmeldung zum Netzwerktreffen „{ $title }“ ist bestätigt.

    Termin: { $start }
    Ort: { $place }

    Die Kalenderdatei liegt dieser E-Mail bei. Wenn Sie verhindert sind, melden Sie sich bitte im Portal ab.
mail-m-e03-subject = { $step ->
    [moved-up] Sie sind nachgerückt: { $title }
   *[waiting] Warteliste: { $title }
 }
mail-m-e03-body = { $step ->
    [moved-up]
        ein Platz ist frei geworden: Sie sind jetzt zum Netzwerktreffen „{ $title }“ angemeldet.

        Termin: { $start }
        Ort: { $place }
   *[waiting]
        alle Plätze des Netzwerktreffens „{ $title }“ sind vergeben. Sie stehen auf der Warteliste.

        Wird ein Platz frei, rücken Sie nach und erhalten eine weitere E-Mail.
 }
mail-m-e04-subject = Erinnerung: { $title } am { $start }
mail-m-e04-body =
    in Kürze findet das Netzwerktreffen „{ $title }“ statt.

    Termin: { $start }
    Ort: { $place }
mail-m-e05-subject = Unterlagen: { $title }
mail-m-e05-body =
    die Ergebnisse des Netzwerktreffens „{ $title }“ liegen im Portal.
mail-m-e06-subject = Abgesagt: { $title }
mail-m-e06-body =
    das Netzwerktreffen „{ $title }“ am { $start } findet nicht statt.

    Grund: { $reason }
mail-m-b01-subject = Praxisbericht „{ $title }“: eingegangen
mail-m-b01-body =
    der Praxisbericht „{ $title }“ liegt zur Moderation vor.
mail-m-b02-subject = Praxisbericht „{ $title }“: Überarbeitung erbeten
mail-m-b02-body =
    bitte überarbeiten Sie den Praxisbericht „{ $title }“.

    Hinweis: { $comment }
mail-m-b03-subject = Praxisbericht „{ $title }“: freigegeben
mail-m-b03-body =
    der Praxisbericht „{ $title }“ ist freigegeben und wird in Kürze veröffentlicht.
mail-m-b04-subject = Praxisbericht „{ $title }“: veröffentlicht
mail-m-b04-body =
    der Praxisbericht „{ $title }“ ist veröffentlicht. Vielen Dank, dass Sie Ihre Erfahrungen teilen.
mail-m-b05-subject = Praxisbericht „{ $title }“: zurückgezogen
mail-m-b05-body =
    der Praxisbericht „{ $title }“ wurde zurückgezogen.

    Grund: { $comment }
applications-event-practice-report-write = Praxisbericht begonnen
applications-event-practice-report-save = Praxisbericht gespeichert
applications-event-practice-report-submit = Praxisbericht zur Moderation gegeben
applications-event-practice-report-request-changes = Überarbeitung des Praxisberichts erbeten
applications-event-practice-report-approve = Praxisbericht freigegeben
applications-event-practice-report-publish = Praxisbericht veröffentlicht
applications-event-practice-report-withdraw = Praxisbericht zurückgezogen
