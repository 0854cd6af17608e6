"""Everything the app can do, declared once: menus, tool bar, palette, shortcuts and their sheet come from this list."""

from raciapp.base.messages import mark
from raciapp.document.records import Status
from raciapp.ui.actions import Action, MenuName, Needs
from raciapp.ui.advance import Advance
from raciapp.ui.theme import Choice

CHOOSE = mark("Ch&oose")
STATUS = mark("&Status")
AFTER_A_LETTER = mark("&After a letter")
SIZE = mark("Si&ze")
COLOURS = mark("&Colours")
LANGUAGE = mark("Lang&uage")
"""Menus within menus."""

FILE = (
    Action("new", mark("&New…"), lambda do: do.files.new(), "Ctrl+N", "file-plus", Needs.NOTHING, bar=True),
    Action("open", mark("&Open…"), lambda do: do.files.open(), "Ctrl+O", "folder-open", Needs.NOTHING, bar=True),
    Action("import", mark("&Import a matrix…"), lambda do: do.files.import_matrix(), "Ctrl+I", "download",
           Needs.NOTHING),
    Action("import_clipboard", mark("Import from the clip&board…"), lambda do: do.files.import_clipboard(),
           "Ctrl+Shift+I", needs=Needs.NOTHING),
    Action("save", mark("&Save"), lambda do: do.files.save(), "Ctrl+S", "save", bar=True, rule_above=True),
    Action("save_as", mark("Save &as…"), lambda do: do.files.save_as(), "Ctrl+Shift+S", "save-all"),
    Action("versions", mark("Earlier &versions…"), lambda do: do.comparison.browse_versions()),
    Action("compare_file", mark("Compare &with a file…"), lambda do: do.comparison.compare()),
    Action("protect", mark("Passwor&d…"), lambda do: do.protection.protect()),
    Action("anonymised", mark("Save a copy without na&mes…"), lambda do: do.protection.save_anonymised()),
    Action("recover", mark("&Recover after a crash…"), lambda do: do.recovery.offer_recovery(told=True),
           needs=Needs.NOTHING),
    Action("export", mark("E&xport…"), lambda do: do.exporting.ask(), "Ctrl+Shift+E", "upload", rule_above=True),
    Action("export_again", mark("Export a&gain"), lambda do: do.exporting.again(), "Shift+F12"),
    Action("export_stop", mark("S&top the export"), lambda do: do.exporting.stop()),
    Action(
        "export_excel", mark("Export to &Excel…"), lambda do: do.exporting.export(".xlsx"), "Ctrl+E",
        "file-spreadsheet", bar=True, short=mark("Excel"),
    ),
    Action(
        "export_pdf", mark("Export to &PDF…"), lambda do: do.exporting.export(".pdf"), "Ctrl+P", "file-text", bar=True,
        short=mark("PDF"),
    ),
    Action("close", mark("&Close"), lambda do: do.files.close_document(), "Ctrl+W", rule_above=True),
    Action("quit", mark("&Quit"), lambda do: do.quit(), "Ctrl+Q", needs=Needs.NOTHING),
)  # fmt: skip

EDIT = (
    Action("undo", mark("&Undo"), lambda do: do.cells.undo(), "Ctrl+Z", "undo-2", Needs.UNDO, bar=True),
    Action("redo", mark("&Redo"), lambda do: do.cells.redo(), "Ctrl+Y", "redo-2", Needs.REDO, bar=True,
           also=("Ctrl+Shift+Z",)),
    Action("cut", mark("Cu&t"), lambda do: do.clipboard.cut(), "Ctrl+X", "scissors", Needs.CELL, rule_above=True),
    Action("copy", mark("&Copy"), lambda do: do.clipboard.copy(), "Ctrl+C", "copy", Needs.CELL),
    Action("copy_with_names", mark("Copy with &names"), lambda do: do.clipboard.copy_with_headers(), "Ctrl+Shift+C",
           needs=Needs.CELL),
    Action("copy_picture", mark("Copy the matrix as a picture"), lambda do: do.exporting.copy_picture()),
    Action("paste", mark("&Paste"), lambda do: do.clipboard.paste(), "Ctrl+V", "clipboard-paste", Needs.CELL),
    Action("clear", mark("C&lear cells"), lambda do: do.cells.clear(), needs=Needs.CELL),
    Action("fill_down", mark("Fill &down"), lambda do: do.cells.fill_down(), "Ctrl+D", needs=Needs.CELL,
           rule_above=True),
    Action("fill_right", mark("Fill ri&ght"), lambda do: do.cells.fill_right(), "Ctrl+R", needs=Needs.CELL),
    Action("fill_chosen", mark("Fill the chosen cells &with the current one"), lambda do: do.cells.fill_chosen(),
           "Ctrl+Return", also=("Ctrl+Enter",), needs=Needs.CELL),
    Action("take_expected", mark("Take what the template &expects here"), lambda do: do.cells.take_expected(),
           needs=Needs.CELL),
    Action("select_row", mark("Choose the whole row"), lambda do: do.grid.choice.select_rows(), "Shift+Space",
           needs=Needs.ROW, rule_above=True, under=CHOOSE),
    Action("select_column", mark("Choose the whole column"), lambda do: do.grid.choice.select_columns(), "Ctrl+Space",
           needs=Needs.ROW, under=CHOOSE),
    Action("select_all", mark("Choose everything"), lambda do: do.grid.selectAll(), "Ctrl+A", needs=Needs.CELL,
           under=CHOOSE),
    Action("find", mark("&Find…"), lambda do: do.looks.find(), "Ctrl+F", "search", rule_above=True),
    Action("find_next", mark("Find the next"), lambda do: do.looks.find_next(1), "F3"),
    Action("find_previous", mark("Find the one before"), lambda do: do.looks.find_next(-1), "Shift+F3"),
    Action("remark", mark("Re&mark on the cell…"), lambda do: do.cells.edit_remark(), "Shift+F2", "message-square",
           Needs.CELL, rule_above=True),
    Action("status_question", mark("Open &question"), lambda do: do.cells.set_status(Status.QUESTION), "Alt+1",
           needs=Needs.CELL, under=STATUS),
    Action("status_contested", mark("Conte&sted"), lambda do: do.cells.set_status(Status.CONTESTED), "Alt+2",
           needs=Needs.CELL, under=STATUS),
    Action("status_agreed", mark("&Agreed"), lambda do: do.cells.set_status(Status.AGREED), "Alt+3",
           needs=Needs.CELL, under=STATUS),
    Action("status_none", mark("No status"), lambda do: do.cells.set_status(Status.NONE), "Alt+0", needs=Needs.CELL,
           under=STATUS),
    Action("advance_stay", mark("After a letter: stay"), lambda do: do.looks.choose_advance(Advance.STAY),
           rule_above=True, checked=lambda do: do.settings.advance is Advance.STAY, under=AFTER_A_LETTER),
    Action("advance_right", mark("After a letter: go right"), lambda do: do.looks.choose_advance(Advance.RIGHT),
           checked=lambda do: do.settings.advance is Advance.RIGHT, under=AFTER_A_LETTER),
    Action("advance_down", mark("After a letter: go down"), lambda do: do.looks.choose_advance(Advance.DOWN),
           checked=lambda do: do.settings.advance is Advance.DOWN, under=AFTER_A_LETTER),
    Action("advance_next", mark("Change where a letter leads"), lambda do: do.looks.change_advance(), "Ctrl+.",
           under=AFTER_A_LETTER),
    Action("preferences", mark("Preferences…"), lambda do: do.help.edit_preferences(), "Ctrl+;", "settings",
           Needs.NOTHING, rule_above=True),
)  # fmt: skip

ACTIVITIES = (
    Action("add_activity", mark("Add an &activity below…"), lambda do: do.activities.add(), "Ctrl+Shift+A",
           "between-horizontal-start", bar=True, short=mark("Activity")),
    Action("add_activity_above", mark("Add an activity a&bove…"), lambda do: do.activities.add(above=True), "Insert"),
    Action("duplicate_activities", mark("&Duplicate the activity"), lambda do: do.activities.duplicate(),
           "Ctrl+Shift+D", needs=Needs.CELL),
    Action("merge_activities", mark("&Merge activities…"), lambda do: do.activities.merge(), needs=Needs.CELL),
    Action("remove_activities", mark("&Remove the activity"), lambda do: do.activities.remove(), "Ctrl+Delete",
           "trash-2", Needs.CELL),
    Action("rename_activity", mark("Re&name the activity…"), lambda do: do.activities.rename(), "F2", "pencil",
           Needs.CELL, rule_above=True),
    Action("remark_activity", mark("Remar&k on the activity…"), lambda do: do.activities.edit_remark(),
           "Ctrl+Shift+F2", needs=Needs.CELL),
    Action("activity_up", mark("Move the activity &up"), lambda do: do.activities.move(-1), "Alt+Up", "arrow-up",
           Needs.ROW),
    Action("activity_down", mark("Move the activity do&wn"), lambda do: do.activities.move(1), "Alt+Down",
           "arrow-down", Needs.ROW),
    Action("group_activities", mark("Put into a &group…"), lambda do: do.activities.group(), "Ctrl+G",
           needs=Needs.CELL, rule_above=True),
    Action("rename_group", mark("Rename the group…"), lambda do: do.activities.rename_group(), "Ctrl+Shift+G",
           needs=Needs.ROW),
    Action("group_up", mark("Move the group up"), lambda do: do.activities.move_group(-1), "Ctrl+Shift+PgUp",
           needs=Needs.ROW),
    Action("group_down", mark("Move the group down"), lambda do: do.activities.move_group(1), "Ctrl+Shift+PgDown",
           needs=Needs.ROW),
    Action("remove_group", mark("Remove the heading"), lambda do: do.activities.remove_group(), needs=Needs.ROW),
    Action("fold", mark("&Fold the group"), lambda do: do.looks.fold_current(folded=True), "Alt+-",
           needs=Needs.ROW, rule_above=True),
    Action("unfold", mark("Unfo&ld the group"), lambda do: do.looks.fold_current(folded=False), "Alt++",
           needs=Needs.ROW, also=("Alt+=",)),
    Action("fold_all", mark("Fold all groups"), lambda do: do.looks.fold_all(folded=True)),
    Action("unfold_all", mark("Unfold all groups"), lambda do: do.looks.fold_all(folded=False)),
    Action("hide_activities", mark("&Hide the activity"), lambda do: do.looks.hide_activities(), "Ctrl+9",
           needs=Needs.CELL, rule_above=True),
)  # fmt: skip

UNITS = (
    Action("add_unit", mark("Add a &unit at the right…"), lambda do: do.units.add(), "Ctrl+Shift+U",
           "between-vertical-start", bar=True, short=mark("Unit")),
    Action("add_unit_left", mark("Add a unit at the l&eft…"), lambda do: do.units.add(left=True), "Ctrl+Insert"),
    Action("units_from_chart", mark("Units from a &chart…"), lambda do: do.units.from_chart()),
    Action("duplicate_units", mark("&Duplicate the unit"), lambda do: do.units.duplicate(), needs=Needs.COLUMN),
    Action("merge_units", mark("&Merge units…"), lambda do: do.units.merge(), needs=Needs.COLUMN),
    Action("split_unit", mark("&Split the unit…"), lambda do: do.units.split(), needs=Needs.COLUMN),
    Action("remove_units", mark("&Remove the unit"), lambda do: do.units.remove(), "Ctrl+Shift+Delete", "trash-2",
           Needs.COLUMN),
    Action("rename_unit", mark("Re&name the unit…"), lambda do: do.units.rename(), "Ctrl+F2", "pencil", Needs.COLUMN,
           rule_above=True),
    Action("remark_unit", mark("Remar&k on the unit…"), lambda do: do.units.edit_remark(), "Alt+F2",
           needs=Needs.COLUMN),
    Action("unit_functions", mark("What the unit is &for…"), lambda do: do.units.edit_functions(), "Ctrl+F3",
           "building-2", Needs.COLUMN),
    Action("unit_left", mark("Move the unit &left"), lambda do: do.units.move(-1), "Alt+Left", "arrow-left",
           Needs.COLUMN),
    Action("unit_right", mark("Move the unit r&ight"), lambda do: do.units.move(1), "Alt+Right", "arrow-right",
           Needs.COLUMN),
    Action("division", mark("Di&vision…"), lambda do: do.units.divide(), needs=Needs.COLUMN, rule_above=True),
    Action("gather_divisions", mark("Bring divisions &together"), lambda do: do.units.gather()),
    Action("hide_units", mark("&Hide the unit"), lambda do: do.looks.hide_units(), "Ctrl+8", needs=Needs.COLUMN,
           rule_above=True),
)  # fmt: skip

MATRIX = (
    Action("expected", mark("Show what the template &expects"), lambda do: do.advice.show_expected(), "F8", "eye",
           bar=True, short=mark("Template"),
           checked=lambda do: do.session is not None and do.session.template is not None),
    Action("compare", mark("&Compare with a template…"), lambda do: do.advice.compare(), "F9", "layout-template"),
    Action("organization", mark("About the &organization…"), lambda do: do.advice.edit_organization(), "Ctrl+,",
           "landmark", rule_above=True),
    Action("map_units", mark("What the &units are for…"), lambda do: do.advice.map_units(), "Ctrl+M", "list-checks"),
    Action("thresholds", mark("&Thresholds…"), lambda do: do.advice.edit_thresholds()),
    Action("house", mark("&Folder of house rules…"), lambda do: do.advice.choose_house()),
    Action("copy_matrix", mark("Start a to-&be matrix"), lambda do: do.matrices.copy(), icon="columns-3",
           rule_above=True),
    Action("remove_matrix", mark("&Remove this matrix"), lambda do: do.matrices.remove(),
           needs=Needs.SEVERAL_MATRICES),
)  # fmt: skip

VIEW = (
    Action("present", mark("&Presentation"), lambda do: do.looks.present(), "F5", "presentation", Needs.ROW, bar=True,
           short=mark("Present")),
    Action("palette", mark("&All commands…"), lambda do: do.help.show_palette(), "Ctrl+K", "command", Needs.NOTHING,
           also=("Ctrl+Shift+P",)),
    Action("filter", mark("&Filter…"), lambda do: do.looks.filter(), "Ctrl+Shift+L", "list-filter", rule_above=True),
    Action("only_findings", mark("Only rows with findings"), lambda do: do.looks.filter_findings(), "Ctrl+Shift+J",
           checked=lambda do: do.looks.sight.filter.findings),
    Action("only_accountable", mark("Only who answers for the result"), lambda do: do.looks.filter_accountable(),
           "Ctrl+Shift+O", checked=lambda do: do.looks.sight.filter.only_accountable),
    Action("sift_again", mark("Filter again"), lambda do: do.looks.sift_again(), "Ctrl+Shift+R"),
    Action("show_all", mark("&Show everything"), lambda do: do.looks.show_all(), "Ctrl+Shift+9"),
    Action("load", mark("&Loads and counts"), lambda do: do.looks.toggle("load"), "Ctrl+L", rule_above=True,
           checked=lambda do: do.looks.sight.load),
    Action("heat", mark("Colour units by &what they answer for and do"), lambda do: do.looks.toggle("heat"),
           "Ctrl+Shift+H", checked=lambda do: do.looks.sight.heat),
    Action("equal_columns", mark("Columns of e&qual width"), lambda do: do.looks.toggle("equal_columns"),
           checked=lambda do: do.looks.sight.equal_columns),
    Action("findings_panel", mark("Fin&dings"), lambda do: do.looks.toggle("findings_panel"), "Ctrl+F7",
           checked=lambda do: do.looks.sight.findings_panel),
    Action("details_panel", mark("Deta&ils"), lambda do: do.looks.toggle("details_panel"), "F4",
           checked=lambda do: do.looks.sight.details_panel),
    Action("figures", mark("Figu&res"), lambda do: do.looks.figures(), "Ctrl+F8",
           checked=lambda do: do.looks.sight.figures_panel),
    Action("zoom_in", mark("Larger"), lambda do: do.looks.zoom(1), "Ctrl++", "zoom-in", rule_above=True,
           also=("Ctrl+=",), under=SIZE),
    Action("zoom_out", mark("Smaller"), lambda do: do.looks.zoom(-1), "Ctrl+-", "zoom-out", under=SIZE),
    Action("zoom_usual", mark("Usual size"), lambda do: do.looks.zoom(0), "Ctrl+0", under=SIZE),
    Action("to_grid", mark("&Go to the grid"), lambda do: do.focus_grid(), "F6", rule_above=True),
    Action("to_findings", mark("Go to the findings"), lambda do: do.looks.focus_findings(), "F7"),
    Action("to_details", mark("Go to the details"), lambda do: do.looks.focus_details(), "Shift+F7"),
    Action("to_figures", mark("Go to the figures"), lambda do: do.looks.focus_figures()),
    Action("theme_system", mark("Colours of the system"), lambda do: do.choose_theme("system"), needs=Needs.NOTHING,
           rule_above=True, checked=lambda do: do.settings.theme is Choice.SYSTEM, under=COLOURS),
    Action("theme_light", mark("Light colours"), lambda do: do.choose_theme("light"), "", "sun", Needs.NOTHING,
           checked=lambda do: do.settings.theme is Choice.LIGHT, under=COLOURS),
    Action("theme_dark", mark("Dark colours"), lambda do: do.choose_theme("dark"), "", "moon", Needs.NOTHING,
           checked=lambda do: do.settings.theme is Choice.DARK, under=COLOURS),
    Action("theme_contrast", mark("High contrast"), lambda do: do.choose_theme("contrast"), "", "contrast",
           Needs.NOTHING, checked=lambda do: do.settings.theme is Choice.CONTRAST, under=COLOURS),
    Action("english", "English", lambda do: do.choose_language("en"), "", "languages", Needs.NOTHING, rule_above=True,
           under=LANGUAGE),
    Action("french", "Français", lambda do: do.choose_language("fr"), needs=Needs.NOTHING, under=LANGUAGE),
)  # fmt: skip

HELP = (
    Action("shortcuts", mark("&Keys…"), lambda do: do.help.show_shortcuts(), "F1", "keyboard", Needs.NOTHING,
           also=("?",)),
    Action("about", mark("&About raciapp"), lambda do: do.help.show_about(), icon="info", needs=Needs.NOTHING),
)  # fmt: skip

MENUS: dict[MenuName, tuple[Action, ...]] = {
    MenuName.FILE: FILE,
    MenuName.EDIT: EDIT,
    MenuName.ACTIVITIES: ACTIVITIES,
    MenuName.UNITS: UNITS,
    MenuName.MATRIX: MATRIX,
    MenuName.VIEW: VIEW,
    MenuName.HELP: HELP,
}
ACTIONS = tuple(action for actions in MENUS.values() for action in actions)

BAR_RULES = frozenset({"export_excel", "undo", "add_activity", "expected"})
"""The buttons that have a line before them."""
CELL_MENU = (
    "cut", "copy", "copy_with_names", "paste", "clear", "", "fill_down", "fill_right", "take_expected", "",
    "remark", "status_question", "status_contested", "status_agreed", "status_none", "",
    "add_activity", "rename_activity", "remove_activities", "",
    "add_unit", "rename_unit", "unit_functions", "remove_units",
)  # fmt: skip
ROW_MENU = (
    "add_activity_above", "add_activity", "duplicate_activities", "merge_activities", "remove_activities", "",
    "rename_activity", "remark_activity", "group_activities", "hide_activities", "",
    "fold", "unfold", "rename_group", "group_up", "group_down", "remove_group",
)  # fmt: skip
COLUMN_MENU = (
    "add_unit_left", "add_unit", "duplicate_units", "merge_units", "split_unit", "remove_units", "",
    "rename_unit", "remark_unit", "unit_functions", "division", "hide_units",
)  # fmt: skip
"""What a right click offers, empty for a line: on cells, on the header of rows and on that of columns."""
