/// An OLE compound file ([MS-CFB]): a file system in a file, in which old and encrypted workbooks lie.
///
///     header   512 bytes, then sectors of 512 or 4096 bytes; sector n begins at (n + 1) << shift
///     FAT      for each sector the next one of its chain; its own sectors are listed in the DIFAT
///     mini FAT the same for pieces of 64 bytes, which lie in the stream of the root entry
///
/// No number of the file decides how much memory is taken: tables end where the file does, a chain
/// visits no sector twice, and a stream is a list of places in the file until it is read.
package struct CompoundFile: Sendable {
  /// A stream or a storage (a folder) of the file.
  package struct Entry: Sendable, Hashable {
    /// The name; case does not count.
    package var name: String
    /// Whether it holds bytes, and not other entries.
    package var isStream: Bool
    /// The bytes that the directory states, which may be more than there are.
    package var size: Int
    /// The storage that it lies in, by its place in ``CompoundFile/entries``: 0 for the root, nil when
    /// the tree of the directory does not lead to it.
    package var parent: Int?
    var start: UInt32
  }

  static let circle = "a chain of sectors runs in a circle"

  /// All entries that the directory has; the root storage is the first one.
  package let entries: [Entry]
  private let input: any ByteSource
  private let sectors: SectorTable
  private let miniSectors: MiniSectorTable

  /// Reads the tables and the directory.
  /// - Throws: ``FileError`` when the header is none, or tables or directory are not there.
  package init(_ input: any ByteSource) throws(FileError) {
    self.input = input
    let header = try CompoundHeader(input)
    sectors = try SectorTable(header, input)
    // A directory that runs in a circle is taken up to there.
    let directory = try sectors.chain(from: header.directoryStart, allowsCircle: true)
    entries = try CompoundDirectory(header).entries(
      in: sectors.stream(of: directory, limit: .max, name: "directory", input: input))
    guard let root = entries.first else {
      throw FileError(.badCompoundFile("it has no directory"), path: input.name)
    }
    miniSectors = try MiniSectorTable(header, root, sectors, input)
  }

  /// The stream of this name in the root storage; where the directory's tree is damaged, one that
  /// it does not lead to.
  package func stream(named name: String) -> Entry? {
    let wanted = name.lowercased()
    let named = entries.dropFirst().filter { $0.isStream && $0.name.lowercased() == wanted }
    return named.first { $0.parent == 0 } ?? named.first { $0.parent == nil }
  }

  /// The bytes of a stream, to be read at any place; fewer than the directory states when its chain
  /// ends before.
  /// - Throws: ``FileError`` when the chain leads out of the file or runs in a circle.
  package func bytes(of entry: Entry) throws(FileError) -> any ByteSource {
    if entry.size < miniSectors.cutoff, !miniSectors.isEmpty {
      return try miniSectors.stream(of: entry, sectors, input)
    }
    let chain = try sectors.chain(from: entry.start, bytes: entry.size)
    return sectors.stream(of: chain, limit: entry.size, name: entry.name, input: input)
  }
}
