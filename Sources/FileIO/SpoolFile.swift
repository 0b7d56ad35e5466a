internal import RowcastMachine

/// An unnamed temporary file: gone when its descriptor is closed, also when the process is killed.
package final class SpoolFile {
  private var descriptor: Int32
  package private(set) var count = 0
  private let name: String

  /// - Parameter name: the input it stands for, for messages.
  package init(for name: String) throws(FileError) {
    self.name = name
    var folder = "/tmp"
    if let chosen = getenv("TMPDIR"), chosen.pointee != 0 { folder = String(cString: chosen) }
    var template = Array("\(folder)/rowcast-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .last("make a temporary file in \(folder)", path: name) }
    unlink(template)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Appends bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try descriptor.writeAll(bytes, path: name)
    count += bytes.count
  }

  /// Appends all that can be read from an open descriptor.
  func copy(from source: Int32) throws(FileError) {
    let size = 1 << 18
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let n = read(source, buffer.baseAddress, size)
      if n == 0 { return }
      if n < 0 {
        if errno == EINTR { continue }
        throw .last("read", path: name)
      }
      try write(UnsafeRawBufferPointer(rebasing: buffer[..<n]))
    }
  }

  /// Gives the descriptor away.
  func release() -> (descriptor: Int32, count: Int) {
    defer { descriptor = -1 }
    return (descriptor, count)
  }
}
