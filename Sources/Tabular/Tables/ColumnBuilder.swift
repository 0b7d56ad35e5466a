/// One growing column of a ``TableBuilder``: numbers for as long as it can, then texts.
struct ColumnBuilder: Sendable {
  private var kinds: KindSet = []
  private var numbers: [Double] = []
  private var codes: [UInt32] = []
  private var interner = StringInterner()
  private var isText = false
  /// Codes of the source's dictionary already interned, by the source's code.
  private var shared: [UInt32] = []
  private var sharedOf: StringDictionary?

  /// Appends a column of the next piece.
  mutating func append(_ piece: TablePiece, column: Int) {
    let part = piece.columns[column]
    if let dictionary = part.dictionary {
      if !isText { becomeText() }
      if part.isShared {
        append(shared: piece.codes(of: column), of: dictionary)
      } else {
        append(piece.codes(of: column), of: dictionary)
      }
    } else if isText || !kinds.union(part.kinds).isComparable {
      if !isText { becomeText() }
      append(texts: piece.numbers(of: column), kinds: part.kinds)
    } else {
      numbers.append(contentsOf: piece.numbers(of: column))
    }
    kinds.formUnion(part.kinds)
  }

  /// The finished column.
  consuming func column(name: String) -> TypedColumn {
    if isText {
      return TypedColumn(
        name: name, kind: kinds.isSubset(of: .texts) ? .text : .mixed,
        values: .texts(codes: codes, dictionary: interner.dictionary()))
    }
    return TypedColumn(name: name, kind: kinds.columnKind, values: .numbers(numbers))
  }

  private mutating func becomeText() {
    isText = true
    let earlier = numbers
    numbers = []
    append(texts: earlier[...], kinds: kinds)
  }

  /// Numbers as texts, the shortest that read back the same.
  private mutating func append(texts values: ArraySlice<Double>, kinds: KindSet) {
    var buffer = OutputBytes(capacity: 64)
    codes.reserveCapacity(codes.count + values.count)
    for value in values {
      if value.isNaN {
        codes.append(TypedColumn.missingCode)
      } else {
        buffer.removeAll()
        kinds.appendText(of: value, to: &buffer)
        codes.append(interner.intern(buffer.bytes))
      }
    }
  }

  /// Codes of a piece's own dictionary.
  private mutating func append(_ part: ArraySlice<UInt32>, of dictionary: StringDictionary) {
    let map = interner.codes(of: dictionary)
    for code in part {
      codes.append(code == TypedColumn.missingCode ? code : map[Int(code)])
    }
  }

  /// Codes of the source's dictionary, of which a column mostly uses a small part.
  private mutating func append(
    shared part: ArraySlice<UInt32>, of dictionary: StringDictionary
  ) {
    if sharedOf !== dictionary {
      sharedOf = dictionary
      shared = Array(repeating: TypedColumn.missingCode, count: dictionary.count)
    }
    let bytes = dictionary.bytes
    for code in part {
      guard code != TypedColumn.missingCode, let range = dictionary.range(of: Int(code)) else {
        codes.append(TypedColumn.missingCode)
        continue
      }
      if shared[Int(code)] == TypedColumn.missingCode {
        shared[Int(code)] = interner.intern(bytes.span.extracting(range))
      }
      codes.append(shared[Int(code)])
    }
  }
}
