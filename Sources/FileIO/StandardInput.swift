internal import RowcastMachine

/// Standard input as it comes, read once.
package final class StandardInput: Sendable {
  package init() {}

  /// The next bytes, at most so many; none at the end.
  /// - Throws: ``FileError`` when the system cannot read.
  package func next(_ count: Int) throws(FileError) -> [UInt8] {
    try [UInt8](capacity: count, spare: 0) { (room) throws(FileError) in
      while true {
        let found = System.read(0, into: &room)
        if found >= 0 { return found }
        guard errno == EINTR else { throw .last("read the file", path: "stdin") }
      }
    }
  }
}
