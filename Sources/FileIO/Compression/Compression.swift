/// A way of compression that is undone when it is found.
public enum Compression: String, Sendable, Hashable {
  /// RFC 1952, any number of members.
  case gzip
  /// RFC 8878, any number of frames.
  case zstd

  /// The compression of a source, or nil.
  /// - Throws: ``FileError`` when it is one that is not read.
  static func detected(in source: any ByteSource) throws(FileError) -> Compression? {
    let kind = try FileKind.detected(in: source)
    switch kind {
    case .gzip: return .gzip
    case .zstandard: return .zstd
    case _ where kind.isCompressed:
      throw FileError(.unsupportedCompression(kind), path: source.name)
    default: return nil
    }
  }
}
