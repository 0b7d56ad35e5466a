import RowcastDelimitedText
import RowcastJSONText
import RowcastModeling
import RowcastTabular

// What an option does not apply to is told as wrong usage: nothing that was asked for is passed over.

extension ReadOptions {
  /// Refuses what does not apply to an input of this format.
  /// - Throws: ``PipelineError`` of wrong usage with the option and the input.
  func check(input format: FileFormat, at file: String) throws(PipelineError) {
    var asked: Set<String> = []
    if let twice = columns.first(where: { !asked.insert(sourceName($0)).inserted }) {
      throw PipelineError("--columns names \"\(twice)\" twice", kind: .usage)
    }
    if let option = strange(to: format.kind).first {
      throw PipelineError(unfit: option, for: format.kind, at: file)
    }
    for limit in ReadLimits.all
    where !limit.inputs.contains(format.kind) && limits[keyPath: limit.path] != nil {
      throw PipelineError(
        "--max \(limit.name) is for \(limit.inputs.words), and this is \(format.kind.name)",
        at: file, kind: .usage)
    }
    if format.kind == .json, case .rows(let rows) = header, rows != 1...1 {
      throw PipelineError(
        "--header of JSON is auto, none or 1: names can only be in the first of its arrays",
        at: file, kind: .usage)
    }
    if format.kind == .json, sheet == .all {
      throw PipelineError(
        "--sheet all is for workbooks; of JSON it names the member that holds the records",
        at: file, kind: .usage)
    }
    for (name, mark) in [("decimal", decimal), ("thousands", thousands)]
    where mark != nil && format.kind != .delimited
      && !columnKinds.values.contains(where: { $0 == .decimal || $0 == .integer })
    {
      throw PipelineError(
        "--\(name) is for texts that --column NAME=number reads, and no column is asked for so",
        at: file, kind: .usage)
    }
    if seed != nil, sample == nil {
      throw PipelineError("--seed is for --sample, which is not given", kind: .usage)
    }
    try checkOrigin()
    if format.kind == .delimited { try checkMarks() }
    try checkWords()
  }

  /// The options that are asked for and are not for inputs of this kind.
  private func strange(to kind: InputKind) -> [OptionDeclaration] {
    var options = RunOptions()
    options.reading = self
    return options.strange(to: [kind]).filter { option in
      !(isPasswordForOutput && option.name.hasPrefix("password"))
    }
  }

  /// Takes back what is not for inputs of this kind, where others of another kind are read along.
  /// - Returns: the options that were taken back.
  mutating func keepOnly(optionsFor kind: InputKind) -> [OptionDeclaration] {
    let strange = strange(to: kind)
    var options = RunOptions()
    options.reading = self
    for option in strange { option.reset(&options) }
    self = options.reading
    return strange
  }

  /// Refuses one text with two meanings.
  private func checkMarks() throws(PipelineError) {
    let marks = [
      ("delimiter", delimiter ?? (format == .tsv ? "\t" : nil)), ("quote", quote),
      ("escape", escape), ("comment", comment),
    ].filter { $0.1?.isEmpty == false }
    for (index, mark) in marks.enumerated() {
      // A quote that is escaped by itself is the usual way.
      guard
        let same = marks[..<index].first(where: {
          $0.1 == mark.1 && ($0.0, mark.0) != ("quote", "escape")
        })
      else { continue }
      throw PipelineError(
        "--\(same.0) and --\(mark.0) are the same, \"\(mark.1 ?? "")\"", kind: .usage)
    }
  }

  /// Refuses one word with two meanings, and words for values that all stay text.
  private func checkWords() throws(PipelineError) {
    if types == .text, columnKinds.isEmpty {
      for (name, isAsked) in [
        ("true", !trueWords.isEmpty), ("false", !falseWords.isEmpty),
        ("date-format", !dateFormats.isEmpty), ("decimal", decimal != nil),
        ("thousands", thousands != nil),
      ] where isAsked {
        throw PipelineError(
          "--\(name) says how values are read, and --types text keeps all of them as they stand",
          kind: .usage)
      }
    }
    if let both = falseWords.first(where: Set(trueWords).contains) {
      throw PipelineError("--true and --false are the same word, \"\(both)\"", kind: .usage)
    }
    let missing = Set(nullTokens)
    if let both = (trueWords + falseWords).first(where: missing.contains) {
      let name = trueWords.contains(both) ? "true" : "false"
      throw PipelineError("--null and --\(name) are the same word, \"\(both)\"", kind: .usage)
    }
  }

  /// Refuses everything, where no input is read.
  func checkUnused() throws(PipelineError) {
    var options = RunOptions()
    options.reading = self
    for option in OptionTable.all where option.section == .reading && option.isAsked(options) {
      throw PipelineError("--\(option.name) is for an input, and none is given", kind: .usage)
    }
  }

  /// Refuses what the audit view of a workbook has no place for.
  func checkAudit() throws(PipelineError) {
    var options = RunOptions()
    options.reading = self
    let open = ["from", "sheet", "table", "name", "max", "password", "password-file"]
    for option in OptionTable.cells + OptionTable.values
    where !open.contains(option.name) && option.isAsked(options) {
      throw PipelineError(
        "--\(option.name) is for records, and --shape cells shows cells as they stand",
        kind: .usage)
    }
  }

  /// Refuses cells that are chosen in two ways.
  private func checkOrigin() throws(PipelineError) {
    if table != nil, definedName != nil {
      throw PipelineError("--table and --name choose the cells twice", kind: .usage)
    }
    let area = table != nil ? "--table" : definedName != nil ? "--name" : nil
    if let area, sheet == .all {
      throw PipelineError("\(area) is on one sheet, and --sheet all asks for all", kind: .usage)
    }
  }
}

extension RunOptions {
  /// The options that are asked for and are for none of these kinds of input.
  fileprivate func strange(to kinds: Set<InputKind>) -> [OptionDeclaration] {
    // Mostly nothing is asked for, and then no option.
    self == .standard
      ? [] : OptionTable.all.filter { $0.inputs.isDisjoint(with: kinds) && $0.isAsked(self) }
  }
}

extension WriteOptions {
  /// Refuses what does not apply to inputs of these kinds, read together.
  /// - Throws: ``PipelineError`` of wrong usage with the option and the input.
  func check(inputs kinds: Set<InputKind>, at file: String) throws(PipelineError) {
    var options = RunOptions()
    options.writing = self
    guard let option = options.strange(to: kinds).first, let kind = kinds.first else { return }
    throw PipelineError(unfit: option, for: kind, at: file)
  }

  /// What is told of a union of one table: a pattern of names may fit one file, so it is no error.
  func loneUnion(isOfSeveral: Bool) -> Diagnostic? {
    // Of one, too, it says which file a record is of.
    guard isUnion, !isOfSeveral, !provenance else { return nil }
    return Diagnostic(
      kind: .unusedSetting,
      message: "--union makes one table of several inputs or sheets, and one is read; --sheet all "
        + "reads all sheets of a workbook")
  }

  /// Refuses what does not apply to an output of this format.
  /// - Throws: ``PipelineError`` of wrong usage with the option and the output.
  func check(output format: FileFormat) throws(PipelineError) {
    var options = RunOptions()
    options.writing = self
    let name = format.title
    for option in OptionTable.all
    where option.commands.contains(.convert) && !option.outputs.contains(format)
      && option.isAsked(options)
    {
      let formats = option.outputs.map(\.title).sorted().alternatives
      throw PipelineError(
        "--\(option.name) is for \(formats) output, and this is \(name)", kind: .usage)
    }
    func refuse(_ what: String) -> PipelineError { PipelineError(what, kind: .usage) }
    let isJSON = FileFormat.jsons.contains(format)
    if FileFormat.tables.contains(format), shape != .records || errors == .text {
      throw refuse(
        "\(name) has typed columns: --shape records, and error values are null or refused")
    }
    if hasMark, let encoding, !encoding.hasMark {
      throw refuse("--bom is for Unicode, and \(encoding.name) has no byte-order mark")
    }
    if !isJSON, shape != .records, shape != .values {
      throw refuse("--shape \(shape.rawValue) is for JSON output, and this is \(name)")
    }
    if empty == .omit, shape != .records {
      throw refuse("--empty omit is for records: --shape \(shape.rawValue) has a place for each")
    }
    if shape == .columns || shape == .cells || (!isJSON && shape == .values), provenance {
      throw refuse("--provenance is for records, and this is --shape \(shape.rawValue)")
    }
    if shape == .cells {
      for (option, isAsked) in [
        ("union", isUnion), ("schema", schemaPath != nil), ("errors", errors != nil),
        ("empty", empty != .null),
        ("numbers", numbers != .exact), ("pretty", pretty),
      ] where isAsked {
        throw refuse("--\(option) is for records, and --shape cells shows cells as they stand")
      }
    }
  }
}

extension TrainOptions {
  /// Refuses what does not apply to the model that was asked for.
  /// - Throws: ``PipelineError`` of wrong usage with the option and the model.
  func checkModel() throws(PipelineError) {
    var options = RunOptions()
    options.training = self
    for option in OptionTable.all where !option.models.contains(model) && option.isAsked(options) {
      let models = option.models.map { "--model " + $0.rawValue }.sorted().alternatives
      throw PipelineError(
        "--\(option.name) is for \(models), and this is --model \(model.rawValue)", kind: .usage)
    }
    func refuse(_ what: String) -> PipelineError { PipelineError(what, kind: .usage) }
    if l1Ratio != RunOptions.standard.training.l1Ratio, penalty != .elasticnet {
      throw refuse("--l1-ratio is for --penalty elasticnet, and this is \(penalty.rawValue)")
    }
    if inverseStrength != nil, penalty == .none {
      throw refuse("--C is the strength of a penalty, and this is --penalty none")
    }
    if network.momentum != nil, network.optimizer == .adam {
      throw refuse("--momentum is for --optimizer sgd, and this is adam")
    }
  }
}

extension PipelineError {
  /// An option that is for other kinds of input.
  init(unfit option: OptionDeclaration, for kind: InputKind, at file: String) {
    self.init(
      "--\(option.name) is for \(option.inputs.words), and this is \(kind.name)", at: file,
      kind: .usage)
  }
}

extension Set<InputKind> {
  var words: String { map(\.name).sorted().alternatives }
}
