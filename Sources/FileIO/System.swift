internal import RowcastMachine

/// The calls of the system that take pointers (POSIX.1-2017), as functions that take texts and spans;
/// `errno` says why one failed.
package enum System {
  static func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    unsafe RowcastMachine.open(path, flags, mode)
  }

  package static func open(_ path: String, _ flags: Int32) -> Int32 { open(path, flags, 0) }

  package static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  /// What there is under a path, behind all links.
  static func status(of path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }

  static func status(of descriptor: Int32) -> stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  @discardableResult
  static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }

  static func makeFolder(_ path: String) -> Bool { unsafe mkdir(path, 0o777) == 0 }

  static func removeFolder(_ path: String) { _ = unsafe rmdir(path) }

  static func rename(_ path: String, to name: String) -> Bool {
    unsafe RowcastMachine.rename(path, name) == 0
  }

  /// Swaps the names of two files; false where there are no two, or the file system cannot do it.
  static func exchange(_ a: String, _ b: String) -> Bool {
    #if canImport(Darwin)
      return unsafe renamex_np(a, b, UInt32(RENAME_SWAP)) == 0
    #elseif canImport(Glibc)
      return unsafe renameat2(AT_FDCWD, a, AT_FDCWD, b, 2) == 0  // RENAME_EXCHANGE
    #else
      return false
    #endif
  }

  /// Where a link leads to.
  static func target(ofLink path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink(path, &bytes, bytes.count)
    assert(count <= bytes.count)
    return count > 0
      ? String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  /// A path without links and dots; nil when nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The hidden names in a folder that end so.
  static func hiddenNames(in folder: String, suffix: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix("."), name.hasSuffix(suffix) { names.append(name) }
    }
    return names
  }

  /// A file in a folder that has no name any more; -1 when it could not be made.
  static func unnamedFile(in folder: String) -> Int32 {
    var template = Array("\(folder)/rowcast-XXXXXX".utf8CString)
    let made = unsafe mkstemp(&template)
    if made >= 0 { unsafe unlink(template) }
    return made
  }

  /// Writes some bytes; returns how many, -1 when that failed.
  package static func write(_ bytes: RawSpan, to descriptor: Int32) -> Int {
    unsafe bytes.withUnsafeBytes {
      unsafe RowcastMachine.write(descriptor, $0.baseAddress, $0.count)
    }
  }

  /// Reads what there is next; returns how many bytes, 0 at the end, -1 when that failed.
  static func read(_ descriptor: Int32, into room: inout MutableRawSpan) -> Int {
    unsafe room.withUnsafeMutableBytes {
      unsafe RowcastMachine.read(descriptor, $0.baseAddress, $0.count)
    }
  }

  /// The next byte; nil at the end, and when that failed.
  package static func readByte(_ descriptor: Int32) -> UInt8? {
    var byte: UInt8 = 0
    return unsafe RowcastMachine.read(descriptor, &byte, 1) == 1 ? byte : nil
  }

  /// Reads from a place until the room is full or the file ends; -1 when that failed.
  static func read(_ descriptor: Int32, into room: inout MutableRawSpan, at offset: Int) -> Int {
    unsafe room.withUnsafeMutableBytes { room in
      var done = 0
      while done < room.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[done...])
        let n = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
        if n == 0 { break }
        if n < 0, errno != EINTR { return -1 }
        if n > 0 { done += n }
      }
      return done
    }
  }

  /// Has a terminal show nothing of what is typed, and no key end the program. What was typed before
  /// is forgotten.
  /// - Returns: what undoes it; nil where the descriptor is no terminal.
  package static func silence(_ terminal: Int32) -> (() -> Void)? {
    var settings = termios()
    guard unsafe tcgetattr(terminal, &settings) == 0 else { return nil }
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
    guard unsafe tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { return nil }
    let before = settings
    return {
      var before = before
      _ = unsafe tcsetattr(terminal, TCSAFLUSH, &before)
    }
  }

  /// Whether who started the program told it not to listen to a signal, as `nohup` does.
  package static func ignores(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #else
      let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The path of this program, without links.
  package static func program(named name: String) -> String? {
    resolved("/proc/self/exe") ?? (name.contains("/") ? resolved(name) : nil)
  }

  /// The first argument of the program that is no UTF-8, with its bytes beyond ASCII as `\xFF`; nil when
  /// all are. Swift reads U+FFFD there, which would be the name of another file.
  package static func malformedArgument() -> String? {
    for place in 0..<Int(CommandLine.argc) {
      guard let argument = unsafe CommandLine.unsafeArgv[place],
        unsafe String(validatingCString: argument) == nil
      else { continue }
      let bytes = unsafe (0..<strlen(argument)).map { unsafe UInt8(bitPattern: argument[$0]) }
      return bytes.map {
        $0 < 0x80
          ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16, uppercase: true)
      }.joined()
    }
    return nil
  }

  /// Becomes another program, found on the path; returns only when that failed.
  package static func become(_ words: [String]) {
    let copies = unsafe words.map { unsafe strdup($0) } + [nil]
    if let name = unsafe copies.first ?? nil { unsafe _ = execvp(name, copies) }
    unsafe copies.forEach { unsafe free($0) }
  }

  /// The system's words for an error.
  package static func message(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

  /// A variable of the environment; nil when it is not set or empty.
  package static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe String(cString: value)
  }
}
