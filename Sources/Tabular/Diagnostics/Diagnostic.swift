/// Something in the data that could not be kept as it was, or had to be guessed; not an error.
public struct Diagnostic: Sendable, Hashable, Codable, CustomStringConvertible {
  /// What kind of thing it is, for programs.
  public var kind: Kind
  /// What happened, in one sentence without the place.
  public var message: String
  /// Where it was seen; empty when it is about the whole source.
  public var location: RowcastLocation

  /// Sources further out complete the place by ``DiagnosticLog/locate(within:)``.
  public init(kind: Kind, message: String, location: RowcastLocation = RowcastLocation()) {
    self.kind = kind
    self.message = message
    self.location = location
  }

  public var description: String {
    let place = location.description
    return place.isEmpty ? message : "\(place): \(message)"
  }
}

/// Diagnostics, all counted by kind, and the first ones of each kind kept.
public struct DiagnosticLog: Sendable, Hashable {
  /// The first diagnostics, in order, at most ``limit`` of a kind.
  public private(set) var kept: [Diagnostic] = []
  /// How many there were of each kind.
  public private(set) var counts: [Diagnostic.Kind: Int] = [:]
  /// How many of one kind are kept.
  public var limit: Int
  /// How many records a condition left out: that was asked for, and so is no diagnostic.
  public var leftOut = 0

  /// A log of nothing; by default 100 of each kind are kept.
  public init(limit: Int = 100) { self.limit = limit }

  /// Whether nothing was noticed of any kind.
  public var isEmpty: Bool { counts.isEmpty && leftOut == 0 }

  /// How many there were of all kinds.
  public var total: Int { counts.values.reduce(0, +) }

  /// Counts a diagnostic, and makes and keeps it while there are fewer than ``limit`` of its kind.
  public mutating func add(
    _ diagnostic: @autoclosure () -> Diagnostic, kind: Diagnostic.Kind
  ) {
    let count = counts[kind, default: 0]
    counts[kind] = count + 1
    if count < limit { kept.append(diagnostic()) }
  }

  /// Counts a diagnostic, and keeps it while there are fewer than ``limit`` of its kind.
  public mutating func add(_ diagnostic: Diagnostic) {
    add(diagnostic, kind: diagnostic.kind)
  }

  /// Takes back what is told of a column, but of these. Of a kind that has more than are kept, those
  /// beyond are taken to be like them where none of the kind is left.
  package mutating func keep(columns: Set<Int>) {
    guard !kept.isEmpty else { return }
    var removed: [Diagnostic.Kind: Int] = [:]
    kept.removeAll { diagnostic in
      guard let column = diagnostic.location.column, !columns.contains(column) else {
        return false
      }
      removed[diagnostic.kind, default: 0] += 1
      return true
    }
    guard !removed.isEmpty else { return }
    let left = Set(kept.map(\.kind))
    for (kind, count) in removed {
      counts[kind] = left.contains(kind) ? max(1, (counts[kind] ?? 0) - count) : nil
    }
  }

  /// Adds another log's diagnostics behind this one's.
  public mutating func merge(_ other: DiagnosticLog) {
    if other.isEmpty { return }
    leftOut += other.leftOut
    var room: [Diagnostic.Kind: Int] = [:]
    for kind in other.counts.keys { room[kind] = limit - min(counts[kind] ?? 0, limit) }
    for diagnostic in other.kept {
      guard let left = room[diagnostic.kind], left > 0 else { continue }
      room[diagnostic.kind] = left - 1
      kept.append(diagnostic)
    }
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// Completes the place of each kept diagnostic.
  public mutating func locate(within outer: RowcastLocation) {
    for i in kept.indices { kept[i].location = kept[i].location.within(outer) }
  }
}

extension DiagnosticLog {
  /// Tells names that several columns would have.
  package mutating func add(repeatedNames names: [String], at location: RowcastLocation) {
    for name in names {
      add(
        Diagnostic(
          kind: .repeatedName,
          message: "several columns have the name \"\(name)\"; numbers tell them apart",
          location: location))
    }
  }

  /// Tells names that are read without the blanks around them.
  package mutating func add(trimmedNames header: [String], at location: RowcastLocation) {
    for name in header {
      guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last,
        first.isBlank || last.isBlank, !name.unicodeScalars.allSatisfy(\.isBlank)
      else { continue }
      add(
        Diagnostic(
          kind: .trimmedName, message: "the name \"\(name)\" is read without the blanks around it",
          location: location))
    }
  }

  /// A log of one diagnostic.
  public init(_ diagnostic: Diagnostic) {
    self.init()
    add(diagnostic)
  }
}
