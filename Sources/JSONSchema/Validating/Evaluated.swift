/// Which elements and members of a value some schema has looked at (its annotations).
struct Evaluated {
  /// All elements before this one.
  var items = 0
  /// Further elements.
  var furtherItems: Set<Int> = []
  var members: Set<String> = []
  var hasAllItems = false
  var hasAllMembers = false

  mutating func merge(_ other: Evaluated) {
    items = max(items, other.items)
    furtherItems.formUnion(other.furtherItems)
    members.formUnion(other.members)
    hasAllItems = hasAllItems || other.hasAllItems
    hasAllMembers = hasAllMembers || other.hasAllMembers
  }

  func hasItem(_ index: Int) -> Bool {
    hasAllItems || index < items || furtherItems.contains(index)
  }

  func hasMember(_ name: String) -> Bool { hasAllMembers || members.contains(name) }
}
