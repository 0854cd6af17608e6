"""What the heading of a column or row says it holds, by whole words; never by its first letters.

English and French in full, the commonest words in Spanish, Portuguese, Italian, German and Dutch.
"""

import re

from raciapp.knowledge.matching import normalized

_ACTIVITY_WORDS = """
    activity activities action actions task tasks process processes step steps work what responsibility responsibilities
    activite activites tache taches processus etape etapes quoi responsabilite responsabilites
    actividad actividades tarea tareas proceso procesos paso pasos responsabilidad responsabilidades
    atividade atividades tarefa tarefas processo processos etapa etapas responsabilidade responsabilidades
    attivita compito compiti processi passo passi aktivitat aktivitaten tatigkeit tatigkeiten aufgabe aufgaben
    subtask subtasks subactivity subactivities subprocess subprocesses substep substeps subtarea subtareas
    prozess prozesse schritt schritte vorgang activiteit activiteiten taak taken proces processen stap stappen
"""
_GROUP_WORDS = """
    group groups category categories phase phases pillar theme stream workstream area domain section stage
    groupe groupes categorie categories volet pilier axe domaine famille
    grupo grupos categoria categorias fase fases gruppo gruppi categorie bereich bereiche gruppe gruppen phasen
    kategorie kategorien groep groepen fasen categorieen area areas themenfeld
"""
_OTHER_WORDS = """
    n no nr nb num number numero id ids ref reference references wbs code codes index item seq sequence rank rang
    status statut state etat progress avancement priority priorite urgency urgence importance criticality
    date dates start end begin finish due deadline debut fin echeance year annee month mois week semaine quarter
    hours heures effort duration duree days jours cost costs cout couts estimate estimation
    total totals totaux sum somme count counts formula formule
    note notes comment comments commentaire commentaires remark remarks remarque remarques
    description descriptions details definition definitions deliverable deliverables livrable livrables
    output outputs frequency frequence type types version legend legende key cle symbol symbols symbole symboles
    letter letters lettre lettres role raci rasci daci rapid grade rating score niveau
    fecha estado prioridad horas coste notas observaciones comentarios entregable entregables
    data estado prioridade custo observacoes comentarios entregavel stato priorita ore costo osservazioni commenti
    datum prioritat stunden kosten bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen nummer lfd
    prioriteit uren opmerking opmerkingen toelichting nr volgnummer
"""
_OTHER_PHRASES = """
    due date, start date, end date, date de debut, date de fin, date d echeance, task id, activity id, step id,
    step number, step no, task number, row number, no de tache, number of, total r, total a, total c, total i,
    raci letter, raci role, lettre raci, role raci, percent complete, work package id, last update, last updated,
    mise a jour, derniere mise a jour, additional notes, notes and comments, notes et commentaires, time estimate
"""
_CLASS_WORDS = """
    level levels class classes classification impact impacts phase phases category categories tier severity
    classe classement categorie gravite nivel clase clasificacion impacto fase categoria livello klasse stufe
    kategorie auswirkung
"""
_DOUBTFUL_UNITS = """
    risk risks owner approved validated verified reviewed stage area domain section
    risque risques proprietaire approuve valide verifie riesgo aprobado validado risico risiko
"""
_TOTAL_WORDS = """
    total totals subtotal sum totaux somme suma soma somma totale summe gesamt totaal
"""
_LEGEND_WORDS = """
    legend, legende, key, raci key, raci legend, legend raci, legende raci, cle, symbol, symbole, letter, lettre,
    definitions, abbreviations, codes, code, raci, rasci, raci codes, codes raci, letter codes, code raci
"""
_UNIT_CORNERS = """
    role roles unit units department departments team teams position positions stakeholder stakeholders person who
    unite unites service services direction directions equipe equipes poste postes intervenant intervenants personne qui
    unidad unidades departamento departamentos equipo equipos rol roles cargo puesto persona quien
    unidade unidades equipe papel papeis funcao pessoa quem unita reparto reparti ruolo ruoli chi persona
    rolle rollen abteilung abteilungen einheit einheiten wer stelle funktion rol afdeling afdelingen wie functie
    name resource actor actors acteur acteurs owner assigned
"""
_LETTER_WORDS = """
    raci rasci daci rapid pacsi letter letters lettre lettres responsibility responsabilite type code role value valeur
    assignment involvement participation implication letra letras lettera buchstabe letter rol
"""
_SIGNATURES = """
    i agree, agreed, we agree, signature, signatures, signed, signed by, sign off, sign offs, approved, approved by,
    approval, accepted, accepted by, initials, read and approved, j accepte, je suis d accord, d accord, approuve,
    approuve par, signe, signe par, lu et approuve, accepte, paraphe, firma, firmas, firmado, de acuerdo, conforme,
    assinatura, assinaturas, de acordo, firme, d accordo, approvato, unterschrift, unterschriften, einverstanden,
    genehmigt, handtekening, handtekeningen, akkoord, goedgekeurd, name and signature, nom et signature
"""
_FILLING_WORDS = """
    and or of the name names title titles list description key main project s sub sous
    et ou de des du la les l d nom noms
"""
_FILLING = frozenset(_FILLING_WORDS.split())
_ACTIVITY = frozenset(_ACTIVITY_WORDS.split())
_GROUP = frozenset(_GROUP_WORDS.split())
_OTHER = frozenset(_OTHER_WORDS.split()) | {" ".join(phrase.split()) for phrase in _OTHER_PHRASES.split(",")}
_CLASSES = frozenset(_CLASS_WORDS.split())
_DOUBTFUL = frozenset(_DOUBTFUL_UNITS.split())
_LEGEND = frozenset(" ".join(phrase.split()) for phrase in _LEGEND_WORDS.split(","))
_UNITS = frozenset(_UNIT_CORNERS.split())
_LETTERS = frozenset(_LETTER_WORDS.split())
_SIGNED = frozenset(" ".join(phrase.split()) for phrase in _SIGNATURES.split(","))
_SIGNS = frozenset("#%*-_.,:;?!$/\\&()[]<>=|~^ ")
_TOTALS = frozenset(_TOTAL_WORDS.split())
_MARKER = re.compile(
    r"\b(?:insert|add|inserer|inserez|ajouter|ajoutez|anadir|adicionar|inserire|einfugen|toevoegen|invoegen)\b.*"
    r"\b(?:row|rows|line|lines|ligne|lignes|fila|filas|linha|linhas|riga|righe|zeile|zeilen|rij|rijen|above|below|here)\b"
    r"|\b(?:do not|don t|ne pas|ne) \b.*\b(?:delete|remove|edit|supprimer|modifier)\b"
    r"|^(?:end|fin|fim|fine|ende|einde)(?: of| de| du| da| del)?(?: the| la| le)?"
    r" ?(?:table|list|matrix|tableau|liste)?$"
    r"|\bcopyright\b|\ball rights reserved\b|\btous droits reserves\b|\bconfidential\b|\bconfidentiel\b"
)

_MONTH = (
    "jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aou|aout|sep|sept|oct|nov|dec|january|february|march|april"
    "|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|juillet|septembre|octobre"
    "|novembre|decembre"
)
_DAY = (
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|lun|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_TIME = re.compile(
    rf"(?:\d{{1,4}} )*(?:{_MONTH}|{_DAY})(?: \d{{1,4}})*|(?:week|semaine|wk|sem|day|jour|sprint|q|t|s|w) ?\d{{1,3}}"
    r"|\d{4} \d{1,2}(?: \d{1,2})?(?: \d{1,2})*|\d{1,2} \d{1,2} \d{2,4}|\d{1,2} \d{2}"
)
_NUMBER = re.compile(r"[\d\s.,%+\-$€£()]*\d[\d\s.,%+\-$€£()]*")


def is_activity_heading(text: str) -> bool:
    """Return whether a heading speaks of activities and of nothing else but units: «Activity / Role», «Tâches».

    «Process complaints» is an activity itself.
    """
    words = set(normalized(text[:200]).split())
    return bool(words & _ACTIVITY) and words <= _ACTIVITY | _UNITS | _GROUP | _FILLING


def is_group_heading(text: str) -> bool:
    """Return whether a heading speaks of groups of activities."""
    return (normalized(text[:200]).split() or [""])[0] in _GROUP


def is_unit_corner(text: str) -> bool:
    """Return whether the heading of the first column speaks of units: then activities may stand across."""
    words = set(normalized(text[:200]).split())
    return bool(words & _UNITS) and not words & _ACTIVITY


def is_legend_heading(text: str) -> bool:
    """Return whether a heading announces an explanation of the letters."""
    return normalized(text[:200]) in _LEGEND


def is_other_heading(text: str) -> bool:
    """Return whether a heading is certainly not that of a unit: a number, a status, a date, a total, notes."""
    normal = normalized(text[:200])
    return normal in _OTHER if normal else _SIGNS.issuperset(text)  # «#» counts, but an emoji or «'+» may be a name


def is_class_heading(text: str) -> bool:
    """Return whether a heading says how activities are classed; its letters are classes rather than duties."""
    return normalized(text[:200]) in _CLASSES


def is_doubtful_unit(text: str) -> bool:
    """Return whether a heading may be a unit or say something about the activities: «Risk», «Owner», «Approved»."""
    return normalized(text[:200]) in _DOUBTFUL


def is_total(text: str) -> bool:
    """Return whether the name of a row says that it adds up."""
    words = normalized(text[:200]).split()
    return bool(words) and not _TOTALS.isdisjoint((words[0], words[-1]))


def is_time_or_number(text: str) -> bool:
    """Return whether a text is a date, a part of the year or a figure; yet 311 is a unit, and April may be a person."""
    return _NUMBER.fullmatch(text[:60]) is not None or _TIME.fullmatch(normalized(text[:60])) is not None


def is_number(text: str) -> bool:
    """Return whether a text is a figure, an amount or a share, and nothing else."""
    return _NUMBER.fullmatch(text[:60]) is not None


def is_unit_heading(text: str) -> bool:
    """Return whether a heading speaks of units and of nothing else."""
    words = set(normalized(text[:200]).split())
    return bool(words & _UNITS) and words <= _UNITS | _FILLING


def is_letter_heading(text: str) -> bool:
    """Return whether the heading of a column of a list says that it holds letters."""
    return bool(set(normalized(text[:200]).split()) & _LETTERS)


def is_signature_heading(text: str) -> bool:
    """Return whether the name of a row says that people signed in it."""
    return normalized(text[:200]) in _SIGNED


def is_marker(text: str) -> bool:
    """Return whether a text speaks of the file and not of the work: where to insert rows, whose copyright it is."""
    return "©" in text or _MARKER.search(normalized(text[:200])) is not None
