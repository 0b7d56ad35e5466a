internal import RowcastMachine
import RowcastEncryption
import RowcastFileIO
import RowcastPipeline

/// Asks who sits at the terminal for a password; what is typed is not shown.
enum PasswordPrompt {
  private static let interrupt: UInt8 = 3

  /// Nil where there is no terminal, or nothing was typed.
  /// - Parameters:
  ///   - file: what the password is for.
  ///   - isAgain: whether the one before was wrong.
  static func ask(_ file: String, isAgain: Bool) -> Password? {
    let terminal = System.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    // Signals of the keyboard wait until the terminal shows again what is typed.
    guard let showAgain = System.silence(terminal) else { return nil }
    ProgressLine.shared.clear()
    write(isAgain ? "Wrong password. " : "", to: terminal)
    write("Password for \(file): ", to: terminal)
    let line = readLine(from: terminal)
    write("\n", to: terminal)
    showAgain()
    if line.contains(interrupt) { raise(SIGINT) }
    return line.isEmpty ? nil : Password(String(decoding: line, as: UTF8.self))
  }

  private static func readLine(from terminal: Int32) -> [UInt8] {
    var line: [UInt8] = []
    while line.count < 4096, let byte = System.readByte(terminal), byte != 0x0A, byte != 0x0D {
      line.append(byte)
      if byte == interrupt { break }
    }
    return line
  }

  private static func write(_ text: String, to terminal: Int32) {
    let bytes = Array(text.utf8)
    _ = System.write(RawSpan(_elements: bytes.span), to: terminal)
  }
}
