import RowcastComparison
import RowcastFileIO
import RowcastShaping
import RowcastTabular

/// The two inputs of a comparison, opened.
struct ComparedInputs {
  /// One of them.
  struct Input {
    /// The file, as the user named it.
    var name: String
    var sheet: String?
    var side: ComparedSide
    var bytes: Int
  }

  let old: Input
  let new: Input

  /// Opens both. An option of reading has to apply to one of them at least.
  init(
    old: String, new: String, _ reading: ReadOptions, _ options: ComparingOptions,
    _ session: Session
  ) throws {
    let reading = try reading.withSchema()
    var newReading = reading
    if let sheet = options.newSheet { newReading.sheet = sheet }
    let first = try session.open(old, reading)
    let second = try session.open(new, newReading)
    let formats = (try first.format(reading), try second.format(newReading))
    if options.newSheet != nil, formats.1.kind == .delimited {
      throw PipelineError(
        "--sheet-new is for workbooks and JSON, and this is \(formats.1.kind.name)",
        at: second.name, kind: .usage)
    }
    self.old = try Self.opened(first, reading.fitting(formats.0, beside: formats.1), session)
    self.new = try Self.opened(second, newReading.fitting(formats.1, beside: formats.0), session)
  }

  private static func opened(
    _ bytes: DecompressedBytes, _ options: ReadOptions, _ session: Session
  ) throws -> Input {
    var reading = options
    let opened = try OpenedInput(bytes, options: reading, session)
    do {
      if !reading.renamings.isEmpty {
        // A file that has the new name already needs no other one.
        var plain = reading
        (plain.renamings, plain.columns, plain.conditions, plain.validation) = ([], [], [], nil)
        plain.sample = nil
        let names = try opened.source(plain, isExact: false).schema.names
        reading.renamings.removeAll { !names.contains($0.from) && names.contains($0.to) }
      }
      let chosen = try opened.source(reading, isExact: true)
      let location = RowcastLocation(file: opened.name, sheet: chosen.sheet)
      return Input(
        name: opened.name, sheet: chosen.sheet,
        side: ComparedSide(chosen.source, schema: chosen.schema, location: location),
        bytes: opened.input.count)
    } catch {
      throw PipelineError(wrapping: error, file: opened.name)
    }
  }

  var bytes: Int { old.bytes + new.bytes }

  /// What people call them: the files' names, with the folders only where these tell them apart, and
  /// the sheets where there are any.
  var names: (old: String, new: String) {
    func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    let isTold = last(old.name) != last(new.name) || old.name == new.name
    func name(_ input: Input) -> String {
      (isTold ? last(input.name) : input.name) + (input.sheet.map { ": \($0)" } ?? "")
    }
    return (name(old), name(new))
  }
}

extension ReadOptions {
  /// These options without those that are for the other input's format alone.
  func fitting(_ format: FileFormat, beside other: FileFormat) -> ReadOptions {
    guard format.kind != other.kind else { return self }
    var options = RunOptions()
    options.reading = self
    for option in OptionTable.all
    where option.section == .reading && option.isAsked(options)
      && !option.inputs.contains(format.kind) && option.inputs.contains(other.kind)
    {
      option.reset(&options)
    }
    for limit in ReadLimits.all
    where !limit.inputs.contains(format.kind) && limit.inputs.contains(other.kind) {
      options.reading.limits[keyPath: limit.path] = nil
    }
    return options.reading
  }
}
