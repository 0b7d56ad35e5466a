import RowcastClassification
import RowcastComparison
import RowcastDatabases
import RowcastDelimitedText
import RowcastDistributed
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastModeling
import RowcastOddRows
import RowcastReporting
import RowcastSpreadsheet
import RowcastTabular

extension PipelineError {
  /// Any stage's error as one line with its place, and what can be done about it.
  public init(wrapping error: any Error, file: String = "") {
    switch error {
    case let error as PipelineError:
      self = error
    case let error as FileError:
      self.init(error)
    case let error as DelimitedTextError:
      self.init(error, file: file)
    case let error as SpreadsheetError:
      self.init(error, file: file)
    case let error as WorkbookWritingError:
      self.init(error)
    case let error as DatabaseError:
      self.init(error, file: file)
    case let error as RecordSizeError:
      self.init(
        error.description, at: RowcastLocation(file: file, row: error.row).description, kind: .limit
      )
    case let error as TrainingError:
      self.init(error, file: file)
    case let error as ModelError:
      self.init(error, file: file)
    case let error as OddModelError:
      var message = "\(error)"
      if case .missingColumns(let names, let available) = error.reason, let name = names.first {
        message += NearestNames.hint(name, among: available)
      }
      self.init(message, at: file)
    case let error as ComparisonError:
      var message = error.description
      if case .noKeyColumn(let name, _, _, let available) = error.reason {
        message += NearestNames.hint(name, among: available)
      }
      self.init(message, at: file, kind: .usage)
    case let error as PartError:
      self.init(
        error.message, at: error.location.within(RowcastLocation(file: file)).description,
        kind: error.isWrongUsage ? .usage : .failure)
    case is CancellationError:
      self.init("cancelled", at: file)
    case let error as JSONError:
      let limits: Kind =
        switch error.reason {
        case .tooLong, .tooDeep: .limit
        default: .failure
        }
      self.init(
        error.message + Self.advice(error.remedy),
        at: error.location.within(RowcastLocation(file: file)).description, kind: limits)
    default:
      self.init("\(error)", at: file)
    }
  }

  private init(_ error: FileError) {
    var kind = Kind.failure
    if case .tooLarge = error.reason { kind = .limit }
    self.init(error.message, at: error.path, kind: kind)
    if case .noFolder(let folder) = error.reason, folder == System.environment("TMPDIR") {
      (place, message) = ("", "TMPDIR=\(folder): the folder for temporary files does not exist")
    }
    if case .brokenPipe = error.reason { isBrokenPipe = true }
  }

  private init(_ error: DelimitedTextError, file: String) {
    if case .file(let inner) = error.reason {
      self.init(inner)
      return
    }
    let kind: Kind =
      switch error.reason {
      case .limit: .limit
      case .badOption, .unknownEncoding: .usage
      default: .failure
      }
    let place = error.location.within(RowcastLocation(file: file)).description
    if case .noSuchColumn(let name, let available) = error.reason {
      self.init(noColumn: name, among: available, at: place)
    } else {
      self.init(error.message + Self.advice(error.remedy), at: place, kind: kind)
    }
  }

  /// What can be done, as the end of a sentence.
  private static func advice(_ remedy: Remedy?) -> String { remedy.map { "; \($0.words)" } ?? "" }

  /// A column that the data does not have.
  init(noColumn name: String, among names: [String], purpose: String = "", at place: String) {
    self.init(
      "there is no column \"\(name)\"\(purpose.isEmpty ? "" : " " + purpose)"
        + NearestNames.hint(name, among: names), at: place)
  }

  private init(_ error: SpreadsheetError, file: String) {
    let kind: Kind =
      switch error.reason {
      case _ where error.isLimit: .limit
      case .badRange, .unknownEncoding: .usage
      default: .failure
      }
    let place = error.location.within(RowcastLocation(file: file)).description
    if case .noSuchColumn(let name, let available) = error.reason {
      self.init(noColumn: name, among: available, at: place)
    } else {
      self.init(error.message + Self.advice(error.remedy), at: place, kind: kind)
    }
  }

  private init(_ error: WorkbookWritingError) {
    if case .file(let inner) = error.reason {
      self.init(inner)
    } else {
      let place = RowcastLocation(file: error.path, sheet: error.sheet)
      self.init(
        error.message + Self.advice(error.remedy), at: place.description,
        kind: error.isLimit ? .limit : .failure)
    }
  }

  private init(_ error: DatabaseError, file: String) {
    if case .file(let inner) = error.reason {
      self.init(inner)
      return
    }
    if case .brokenRule(_, _, let location) = error.reason {
      self.init(error.message, at: location.within(RowcastLocation(file: file)).description)
      return
    }
    var message = error.message
    switch error.reason {
    case .otherTables: message += "; --append adds to it"
    case .otherColumns: message += "; --output-table NAME makes another table"
    case .noFileToAppendTo: message = "--append adds to a file, and this is none"
    default: break
    }
    let isUsage = if case .noFileToAppendTo = error.reason { true } else { false }
    self.init(
      message, at: error.path.isEmpty ? file : error.path,
      kind: error.isLimit ? .limit : isUsage ? .usage : .failure)
  }

  private init(_ error: TrainingError, file: String) {
    var message = "\(error)"
    switch error.reason {
    case .noSuchColumn(let name, _, let available):
      message += NearestNames.hint(name, among: available)
    case .features(let inner):
      if case .noFeatures(let unused) = inner.reason { message += UnusedColumns.words(unused) }
    default: break
    }
    switch error.remedy {
    case .model(let model)?: message += ": use --model \(model.rawValue)"
    case .holdOutRows?: message += " (--validation none)"
    case .noValidation?: message += "; --validation none leaves more of them"
    case .otherBins(true)?: message += "; --bins 2024-01-01,2025-01-01 cuts at days"
    case .otherBins(false)?: message += "; --bins 0,50,100 cuts at numbers"
    case .bins(let column, let isDate)?:
      let role = TerminalText.shellWord("\(column)=target")
      message +=
        "; --bins \(isDate ? "2024-01-01,2025-01-01" : "0,50,100") or --bins quartiles cuts it into ranges, and --role \(role) takes each "
        + "value as a class"
    case nil: break
    }
    self.init(message, at: file, kind: error.isWrongUse ? .usage : .failure)
  }

  private init(_ error: ModelError, file: String) {
    var message = "\(error)"
    switch error.reason {
    case .missingColumns(let names, let available):
      message += names.first.map { NearestNames.hint($0, among: available) } ?? ""
    case .noTarget(let name, let available):
      message += NearestNames.hint(name, among: available)
    case .noKnownClass(_, _, let others) where !others.isEmpty:
      message += "; train with --fold-levels takes them as one"
    default: break
    }
    self.init(message, at: file)
  }
}
