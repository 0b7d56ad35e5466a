import RowcastFileIO
import RowcastJSONText
import RowcastSpreadsheet
import RowcastTabular

/// Which output each input, and each sheet of it, goes to.
struct OutputPlan: Sendable {
  /// The folder outputs go to, with its slash; nil for one file or standard output.
  let folder: String?
  let path: String?
  let format: FileFormat
  var writing: WriteOptions
  /// The folders that were made for the outputs, the outer one first.
  private let made: [String]
  private let claims: OutputClaims
  private let shared: Shared

  /// The one output that several inputs are written to; never with a folder.
  private struct Shared: @unchecked Sendable {  // by one thread, one input after the other
    var file: OutputFile?
  }

  /// - Parameter isBySheet: whether each sheet of a workbook is asked for.
  init(
    inputs: [String], besides others: [String?] = [], output: String?, writing: WriteOptions,
    isBySheet: Bool, _ session: Session
  ) throws {
    self.writing = writing
    // A folder that is there needs no slash.
    let output = output.map { $0.hasSuffix("/") || !OutputFile.isFolder($0) ? $0 : $0 + "/" }
    path = output
    claims = try OutputClaims(
      inputs: inputs + others, making: output?.hasSuffix("/") == true ? output : nil, session)
    try claims.claim(writing.schemaPath, for: "the schema")
    let named = output.flatMap { $0.hasSuffix("/") ? nil : FileFormat(path: $0) }
    format = writing.format ?? named ?? .ndjson
    try OutputFolder.checkName(output, named: named, asked: writing.format)
    try writing.check(output: writing.shape == .cells && format == .ndjson ? .json : format)
    if let output, output.hasSuffix("/") {
      if writing.isUnion {
        throw PipelineError(
          "--union makes one table, and a folder has a file for each; give a file", kind: .usage)
      }
      folder = output
      shared = Shared()
      // Workbooks that become a file for each sheet have names of their own, unless they share one.
      let hasSheetFiles = isBySheet && ([.csv, .tsv, .parquet].contains(format))
      for input in inputs {
        let isWorkbook = hasSheetFiles && FileFormat(path: input) == .xlsx
        try claims.claim(
          output + OutputFolder.name(of: input, sheet: nil, format: format)
            + (isWorkbook ? "/sheets" : ""), for: input)
      }
      do { made = try OutputFile.createFolder(output) } catch {
        throw PipelineError(wrapping: error)
      }
      return
    }
    (folder, made) = (nil, [])
    try claims.claim(output ?? "-", for: "the records")
    if inputs.count > 1, let output, named == nil, writing.format == nil,
      OutputFile.isReplaceable(output)
    {
      throw PipelineError(
        "there is no folder \"\(output)\"; several inputs go to one that ends in /, such as "
          + "-o \(output)/, or into one table in a file, such as -o \(output).ndjson",
        kind: .usage)
    }
    guard inputs.count > 1, writing.shape == .cells else {
      shared = Shared()
      return
    }
    guard format == .ndjson else {
      throw PipelineError(
        "--shape cells of several workbooks needs a folder to go to, such as -o cells/",
        kind: .usage)
    }
    shared = Shared(file: try OutputFile(path: output ?? "-"))
  }

  /// Whether all inputs, or all sheets of one, become one table.
  func isUnion(of inputs: [String], isBySheet: Bool) -> Bool {
    if folder != nil || writing.shape == .cells { return false }
    return writing.isUnion || inputs.count > 1
      || (isBySheet && [.csv, .tsv, .parquet].contains(format))
  }

  /// Whether all columns must be known before the first record is written.
  var needsExactSchema: Bool {
    switch format {
    case .csv, .tsv, .xlsx, .parquet, .sqlite, .sql: true
    case .json, .ndjson:
      [.values, .split, .columns].contains(writing.shape) || writing.schemaPath != nil
    }
  }

  /// Whether the kinds of all columns must be known before the first record is written. Those of
  /// tables can be foretold, since a table can be begun anew.
  var needsKinds: Bool {
    format == .xlsx || writing.schemaPath != nil
      || writing.shape == .cells
      || writing.provenance
  }

  /// Whether what was written for an input can be taken back: standard output cannot, nor what others
  /// write to as well.
  func canStartOver(_ input: String) -> Bool {
    let target = target(for: input, sheet: nil)
    return target.shared == nil && OutputFile.isReplaceable(target.path)
  }

  /// What the first rows of an input's sheet may foretell of its columns; nil where all rows must tell.
  func foretold(of input: String) -> ForetoldSheet.Columns? {
    guard canStartOver(input), !needsKinds else { return nil }
    return FileFormat.tables.contains(format) ? .kinds : .names
  }

  /// The output of an input, or of one sheet of it.
  func target(for input: String, sheet: String?) -> OutputTarget {
    var options = writing
    options.format = format
    guard let folder else { return OutputTarget(path: path, options: options, shared: shared.file) }
    return OutputTarget(
      path: folder + OutputFolder.name(of: input, sheet: sheet, format: format), options: options)
  }

  /// Takes folders away that were made for outputs, and in which none is.
  func removeEmptyFolders() {
    for folder in made.reversed() { OutputFile.removeEmptyFolder(folder) }
  }

  /// A record as it is written, or would be as NDJSON.
  /// - Parameter isOfSeveral: whether it is of one of several sheets, which lines name.
  func record(ofSeveral isOfSeveral: Bool) -> JSONRecordOptions {
    var options = OutputTarget(path: path, options: writing).jsonOptions(
      hasSheet: isOfSeveral && format == .ndjson)
    (options.shape, options.isPretty) = (.lines, false)
    return options
  }

  /// Gives a shared output its name.
  func finish() throws { try shared.file?.commit() }

  /// Writes several sheets: as the members of one object, lines with `_sheet`, the sheets of one
  /// workbook, or a file for each.
  func writeSheets(
    _ sources: [NamedSource], of opened: OpenedInput, _ session: Session
  ) throws -> [ConversionSummary.Output] {
    let target = target(for: opened.name, sheet: nil)
    switch format {
    case .json, .ndjson: return [try target.writeSheets(sources, of: opened.name, session)]
    case .xlsx: return [try target.writeWorkbookSheets(sources, of: opened.name, session)]
    case .sqlite, .sql: return [try target.writeTables(sources, of: opened.name, session)]
    case .csv, .tsv, .parquet:
      let sources =
        format == .parquet ? target.withColumns(sources, of: opened.name, session) : sources
      guard folder != nil || sources.count == 1 else {
        throw PipelineError(
          "the workbook has \(sources.count) sheets and a \(format.rawValue) file holds one: give a folder, "
            + "such as -o sheets/", kind: .usage)
      }
      let isOne = sources.count == 1
      let isClaimed = folder == nil || (isOne && FileFormat(path: opened.name) != .xlsx)
      let targets = try sources.map { chosen in
        let target = self.target(for: opened.name, sheet: isOne ? nil : chosen.sheet)
        if !isClaimed {
          try claims.claim(target.path, for: "\(opened.name) \"\(chosen.sheet ?? "")\"")
        }
        return target
      }
      return try zip(sources, targets).map { chosen, target in
        try target.write(chosen, of: opened.name, session)
      }
    }
  }
}

/// A folder that outputs go to, and their names in it.
enum OutputFolder {
  /// Refuses an output whose name tells a format that cannot be written.
  static func checkName(_ path: String?, named: FileFormat?, asked: FileFormat?) throws {
    if let path,
      let end = [".gz", ".gzip", ".zst", ".zstd"].first(where: path.lowercased().hasSuffix)
    {
      throw PipelineError(
        "outputs are written without compression, and \"\(end)\" promises it: pipe standard output to a program "
          + "that compresses", at: path, kind: .usage)
    }
    guard let path, named == nil, asked == nil, !path.hasSuffix("/"),
      let name = path.split(separator: "/").last, let dot = name.lastIndex(of: "."),
      dot != name.startIndex
    else { return }
    let known = FileFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
    throw PipelineError(
      "\"\(name[dot...])\" is no format that can be written (\(known)); --to chooses one",
      at: path, kind: .usage)
  }

  /// `book.json`, `book.Sheet1.csv`
  static func name(of input: String, sheet: String?, format: FileFormat) -> String {
    var base = base(of: input)
    if let sheet {
      base +=
        "." + sheet.map { $0 == "/" || $0 == "\0" || $0.isNewline ? "_" : String($0) }.joined()
    }
    return base + "." + format.rawValue
  }

  /// `book` of `folder/book.csv.gz`
  static func base(of input: String) -> String {
    var base = input.split(separator: "/").last.map(String.init) ?? "output"
    for suffix in [".gz", ".zst"] where base.lowercased().hasSuffix(suffix) {
      base.removeLast(suffix.count)
    }
    if let dot = base.lastIndex(of: "."), dot != base.startIndex { base = String(base[..<dot]) }
    return base
  }
}
