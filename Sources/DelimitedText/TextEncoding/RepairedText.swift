import RowcastFileIO
import RowcastTabular

/// Rewrites UTF-8 with a few foreign bytes, each of which becomes U+FFFD and is told with its place.
struct RepairedText {
  /// The text, well-formed.
  let bytes: any ByteSource
  /// A diagnostic for each foreign byte.
  let diagnostics: DiagnosticLog

  private static let size = 1 << 18

  /// - Parameter input: text that is mostly UTF-8.
  init(_ input: any ByteSource) throws(DelimitedTextError) {
    do throws(FileError) {
      let spool = Spool(for: input.name)
      var log = DiagnosticLog()
      var lines = LineCounter()
      var offset = 0
      while offset < input.count {
        let bytes = try input.bytes(at: offset, count: Self.size)
        if bytes.isEmpty { break }
        let isLast = offset + bytes.count >= input.count
        var used = 0
        while used < bytes.count {
          let error = UTF8Validation.firstError(bytes.span, from: used)
          let sound = used..<(error ?? bytes.count)
          lines.count(bytes.span.extracting(sound))
          try spool.write(Array(bytes[sound]))
          used = sound.upperBound
          guard error != nil else { break }
          // A character may go on behind these bytes.
          if !isLast, bytes.count - used < 4, used > 0 { break }
          log.add(
            Diagnostic(
              kind: .badText,
              message: "the byte \(Self.hexadecimal(bytes[used])) is not UTF-8, read as U+FFFD",
              location: RowcastLocation(
                file: input.name, row: lines.line, column: lines.column)), kind: .badText)
          try spool.write("\u{FFFD}")
          lines.count(Array("\u{FFFD}".utf8).span)
          used += 1
        }
        offset += used
      }
      bytes = spool.finished()
      diagnostics = log
    } catch { throw DelimitedTextError(.file(error)) }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    String(byte, radix: 16, uppercase: true)
  }
}
