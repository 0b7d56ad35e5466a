internal import RowcastTabular

/// What stands at the end of a Parquet file and describes it (parquet.thrift, FileMetaData).
struct ParquetFooter {
  static let magic = Array("PAR1".utf8)

  struct Chunk {
    var offset: Int
    var dictionaryBytes: Int
    var count: Int
    var missing: Int
    var packed: Int
    var plain: Int
  }

  struct Group {
    var rowCount: Int
    var chunks: [Chunk]
  }

  let names: [String]
  let types: [DataType]
  var groups: [Group] = []

  init(names: [String], types: [DataType]) {
    self.names = names
    self.types = types
  }

  /// The metadata, its length, and the mark that ends the file.
  func bytes(rowCount: Int) -> [UInt8] {
    let columns = Array(zip(names, types))
    let metadata = ThriftWriter.encoded { file in
      file.i32(1, 2)
      file.structures(2, [nil] + columns.map(Optional.some)) { element, column in
        if let (name, type) = column {
          type.describe(name, in: &element)
        } else {
          element.string(4, "schema")
          element.i32(5, Int32(clamping: columns.count))
        }
      }
      file.i64(3, rowCount)
      file.structures(4, groups) { group, value in describe(value, in: &group) }
      file.string(6, "rowcast \(RowcastVersion.current)")
    }
    var bytes = metadata
    bytes.append(littleEndian: UInt32(clamping: metadata.count))
    return bytes + Self.magic
  }

  private func describe(_ group: Group, in thrift: inout ThriftWriter) {
    thrift.structures(1, Array(group.chunks.enumerated())) { column, value in
      let (place, chunk) = value
      column.i64(2, chunk.offset)
      column.structure(3) { meta in
        meta.i32(1, types[place].physical)
        meta.i32s(2, chunk.dictionaryBytes > 0 ? [0, 3, 8] : [0, 3])
        meta.strings(3, [names[place]])
        meta.i32(4, 6)  // zstd
        meta.i64(5, chunk.count)
        meta.i64(6, chunk.plain)
        meta.i64(7, chunk.packed)
        meta.i64(9, chunk.offset + chunk.dictionaryBytes)
        if chunk.dictionaryBytes > 0 { meta.i64(11, chunk.offset) }
        meta.structure(12) { $0.i64(3, chunk.missing) }
      }
    }
    thrift.i64(2, group.chunks.reduce(0) { $0 + $1.plain })
    thrift.i64(3, group.rowCount)
  }
}
