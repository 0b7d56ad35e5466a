/// The members of a JSON object, in the order in which they were written.
public struct JSONObject: Sendable, Hashable {
  /// In the order in which they were written.
  public private(set) var keys: [String] = []
  /// In the order of ``keys``.
  public private(set) var values: [JSONValue] = []
  /// Places by key, once there are so many that a search would be slow.
  private var places: [String: Int] = [:]

  private static let searched = 12

  /// An object without members.
  public init() {}

  /// An object of the given members; of two with the same key the last one counts.
  public init(_ members: some Sequence<(String, JSONValue)>) {
    for (key, value) in members { self[key] = value }
  }

  /// The number of members.
  public var count: Int { keys.count }
  /// Whether there is no member.
  public var isEmpty: Bool { keys.isEmpty }

  /// The members in order.
  public var members: [(key: String, value: JSONValue)] {
    zip(keys, values).map { (key: $0, value: $1) }
  }

  /// The value of a key; a new key goes to the end, nil removes it.
  public subscript(key: String) -> JSONValue? {
    get { index(of: key).map { values[$0] } }
    set {
      switch (index(of: key), newValue) {
      case (let place?, let value?): values[place] = value
      case (let place?, nil): remove(at: place)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// Whether there is a member of this key, null or not.
  public func contains(_ key: String) -> Bool { index(of: key) != nil }

  private func index(of key: String) -> Int? {
    keys.count <= Self.searched ? keys.firstIndex(of: key) : places[key]
  }

  /// Appends a key that is not there yet.
  private mutating func append(_ key: String, _ value: JSONValue) {
    keys.append(key)
    values.append(value)
    if keys.count == Self.searched + 1 {
      for (i, key) in keys.enumerated() { places[key] = i }
    } else if keys.count > Self.searched {
      places[key] = keys.count - 1
    }
  }

  private mutating func remove(at place: Int) {
    keys.remove(at: place)
    values.remove(at: place)
    places = [:]
    if keys.count > Self.searched {
      for (i, key) in keys.enumerated() { places[key] = i }
    }
  }

  /// The members in the order of their keys.
  func sorted() -> JSONObject {
    JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}
