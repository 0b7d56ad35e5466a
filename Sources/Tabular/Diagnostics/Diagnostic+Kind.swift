extension Diagnostic {
  /// All kinds of thing that is noticed; the raw values are stable names for programs.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    // Of workbooks.

    /// The workbook lists a sheet, and has no part for it.
    case missingSheet = "missing-sheet"
    /// A sheet that was not read, as another was.
    case passedSheet = "passed-sheet"
    /// A table of the sheet, or of the lines before the table, that was not read, as another was.
    case passedTable = "passed-table"
    /// Formulas whose values may be out of date, as the workbook asks to be calculated.
    case staleFormula = "stale-formula"
    /// There are no cells where they were asked for.
    case noCells = "no-cells"
    /// An error value such as `#REF!` is a column's name.
    case errorName = "error-name"
    /// A row stands before one that it should follow.
    case rowOrder = "row-order"
    /// A row has no number of a worksheet's rows.
    case badRowNumber = "bad-row-number"
    /// A cell has no reference of a worksheet's cells.
    case badReference = "bad-reference"
    /// A cell has a style that the workbook does not have.
    case badStyle = "bad-style"
    /// A cell has a type that the format does not have.
    case unknownCellType = "unknown-cell-type"
    /// A cell has a shared string that the workbook does not have.
    case badSharedString = "bad-shared-string"
    /// A cell of truth values holds something else.
    case badBoolean = "bad-boolean"
    /// A number formatted as a date is no day of the calendar, or a date is not written as one.
    case badDate = "bad-date"
    /// A cell of numbers holds something else.
    case badNumber = "bad-number"
    /// A formula was never calculated.
    case uncalculatedFormula = "uncalculated-formula"

    // Of the beginning of a table, whatever its format.

    /// Two rows that nobody merged name the columns together.
    case joinedHeader = "joined-header"
    /// Several rows may name the columns together, and were not read so.
    case proposedHeader = "proposed-header"
    /// A row below the names, of units or other words, was passed over.
    case passedRemark = "passed-remark"
    /// The header has one name less than the records have values.
    case shortHeader = "short-header"
    /// A record has the names of the columns.
    case repeatedHeader = "repeated-header"
    /// Below a gap stand names and other values.
    case secondTable = "second-table"
    /// A table stands beside the one that is read, and is read with it.
    case tableBeside = "table-beside"
    /// Rows below a table, which look like notes or stand behind its stated end, are records.
    case rowsBelow = "rows-below"
    /// Records look like totals of others.
    case totalRow = "total-row"

    // Of delimited text.

    /// The encoding was guessed from few signs.
    case guessedEncoding = "guessed-encoding"
    /// A byte order mark does not agree with the text behind it, or with the encoding that was asked for.
    case contraryMark = "contrary-mark"
    /// A text goes on in another encoding than it begins in.
    case mixedEncodings = "mixed-encodings"
    /// A byte order mark stands before a record further down, and is left out.
    case innerMark = "inner-mark"
    /// A value has a character U+0000, which is kept.
    case nulCharacter = "nul-character"
    /// Lines before the header, or comments, were passed over.
    case skippedLines = "skipped-lines"
    /// A quote stands where it does not open or close a field.
    case oddQuote = "odd-quote"
    /// A name has blanks around it, which are left out.
    case trimmedName = "trimmed-name"
    /// Numbers in order were taken for the names of columns of numbers.
    case numberedHeader = "numbered-header"
    /// A header, or the keys of JSON, have a name more than once, or one that is added has it, too.
    case repeatedName = "repeated-name"
    /// Columns are too many for a profile of each.
    case noProfile = "no-profile"
    /// A first record that is the header because it names the target.
    case headerByTarget = "header-by-target"
    /// Offsets from UTC were taken off date-times.
    case droppedOffset = "dropped-offset"
    /// The points or commas of a column's numbers may part thousands as well as fractions.
    case ambiguousNumber = "ambiguous-number"
    /// A record has more or fewer fields than the header.
    case raggedRow = "ragged-row"

    // Of JSON.

    /// Members beside the records were not read.
    case otherMembers = "other-members"
    /// What may be records is inside one record.
    case innerRecords = "inner-records"
    /// A key appears twice in one record.
    case duplicateKey = "duplicate-key"
    /// A text was no well-formed Unicode.
    case badText = "bad-text"

    // Of files.

    /// The content is of another format than the name says.
    case otherFormat = "other-format"
    /// Bytes stand behind the end of compressed data, or zeros behind a text.
    case trailingBytes = "trailing-bytes"
    /// A password was given for a file that is not protected.
    case unusedPassword = "unused-password"

    // Of what is asked of records.

    /// A setting that fits no value, and so has no effect.
    case unusedSetting = "unused-setting"
    /// A value is compared with one of another kind.
    case unlikeKinds = "unlike-kinds"
    /// Inputs that become one table have a column as different kinds.
    case reconciledKind = "reconciled-kind"
    /// A record is not as its JSON Schema says.
    case schemaViolation = "schema-violation"
    /// A JSON Schema has keywords or formats that are not looked at.
    case uncheckedKeyword = "unchecked-keyword"

    // Of what is written.

    /// An error value was written as null.
    case errorValue = "error-value"
    /// An error value that the format does not have was written as text.
    case errorAsText = "error-as-text"
    /// A number lost digits.
    case inexactNumber = "inexact-number"
    /// A sheet could not have the name that was wanted.
    case sheetName = "sheet-name"
    /// A text was longer than a cell can hold.
    case textTooLong = "text-too-long"
    /// A row or column lies beyond the end of a worksheet.
    case beyondSheet = "beyond-sheet"
    /// A table or a column of it could not have the name that was wanted.
    case tableName = "table-name"
    /// Numbers of more digits than the output has were written as text, or a column is text though all its
    /// values are numbers to people.
    case numberAsText = "number-as-text"
    /// A day that the output has no number for, or times of more digits than are kept, are text.
    case dateAsText = "date-as-text"
    /// A few values of another kind than the others make a column one of texts.
    case oddKind = "odd-kind"
    /// A text has a character that the output cannot hold.
    case lostCharacter = "lost-character"
    /// Missing values and empty texts that are the same in the output.
    case sameBlanks = "same-blanks"

    // Of predictions.

    /// The rows differ from those that the model learned from.
    case drift
    /// A row's values are so large that it has no score.
    case noScore = "no-score"
    /// A column of an exported model whose texts a database may import as other values.
    case importGuess = "import-guess"

    /// By name.
    public static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
  }
}
