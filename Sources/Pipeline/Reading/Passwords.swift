import RowcastEncryption
import RowcastFileIO
import RowcastMachine
import RowcastSpreadsheet
import RowcastTabular

extension ReadOptions {
  /// The passwords that were given: by an option, in a file, or else in the variable
  /// `ROWCAST_PASSWORD`.
  func passwords() throws -> [Password] {
    if password != nil, passwordFile != nil {
      throw PipelineError("--password and --password-file give the password twice", kind: .usage)
    }
    if let password { return [password] }
    if let passwordFile { return [try Self.password(inFile: passwordFile)] }
    return System.environment("ROWCAST_PASSWORD").map { [Password($0)] } ?? []
  }

  /// The first line of a file.
  private static func password(inFile path: String) throws -> Password {
    let file = try InputFile(path: path, limit: 1 << 20)
    let bytes = try file.bytes(at: 0, count: 1 << 16)
    // Editors of Windows mark UTF-8 with three bytes, which nobody typed.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let line = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
      .prefix { $0 != 0x0A && $0 != 0x0D }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw PipelineError("the password is not UTF-8", at: path)
    }
    return Password(text)
  }
}

extension Session {
  /// Opens a workbook; who sits at a terminal is asked for a password that is needed.
  func workbook(_ bytes: any ByteSource, _ options: ReadOptions) throws -> Workbook {
    var given = try givenPasswords[bytes.name].map { [$0] } ?? options.passwords()
    for attempt in 0... {
      do {
        let book = try Workbook(
          bytes, limits: options.workbookLimits, encoding: options.encoding, passwords: given)
        givenPasswords[bytes.name] = given.first
        guard options.encoding == nil || book.takesEncoding else {
          throw PipelineError(
            "--encoding is for CSV, workbooks of Excel 95 and before, XML 2003 and .fods; no other "
              + "encoding can be chosen for .\(book.formatName)", at: bytes.name, kind: .usage)
        }
        guard options.table == nil || book.hasTables else {
          throw PipelineError(
            "--table is for workbooks that have tables, and .\(book.formatName) has none; --range and "
              + "--name choose cells", at: bytes.name, kind: .usage)
        }
        if options.password != nil || options.passwordFile != nil, !options.isPasswordForOutput,
          let reason = book.reasonForNoPassword(bytes, options)
        {
          let message = "\(reason): the password was not needed"
          note(DiagnosticLog(Diagnostic(kind: .unusedPassword, message: message)), file: bytes.name)
        }
        return book
      } catch let error as SpreadsheetError {
        guard let reason = error.passwordFailure, attempt == 0 ? reason == .needsPassword : true,
          attempt < Self.questions,
          let password = askPassword?(bytes.name, reason == .wrongPassword)
        else { throw error }
        given = [password]
      }
    }
    throw PipelineError("it needs its password", at: bytes.name)
  }

  /// So often a person is asked for one password.
  private static var questions: Int { 3 }

  /// The password that an output is protected with.
  func outputPassword(_ options: ReadOptions, output: String) throws -> Password {
    let given = try options.passwords().first ?? askPassword?(output, false)
    // An empty one protects nothing, and is a variable of the shell that is not set.
    if let given, given != Password("") {
      guard given.fitsExcel else {
        throw PipelineError("Excel takes at most 255 characters for a password", kind: .usage)
      }
      return given
    }
    throw PipelineError(
      "--encrypt needs a password: --password, --password-file, or ROWCAST_PASSWORD", kind: .usage)
  }
}

extension Workbook {
  /// Why it opens without a password; nil where it needs one.
  fileprivate func reasonForNoPassword(
    _ bytes: any ByteSource, _ options: ReadOptions
  ) -> String? {
    if !isProtected { return "it is not protected" }
    let open = try? Workbook(bytes, limits: options.workbookLimits, encoding: options.encoding)
    return open == nil ? nil : "it is protected by the password that every program tries by itself"
  }
}

extension SpreadsheetError {
  /// The reason, when another password might help.
  fileprivate var passwordFailure: EncryptionError.Reason? {
    guard case .protected(let error) = reason,
      error.reason == .needsPassword || error.reason == .wrongPassword
    else { return nil }
    return error.reason
  }
}
