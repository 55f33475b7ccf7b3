// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/batch_hierarchy.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

Result<BatchHierarchy> BatchHierarchy::read(const JsonValue& json, ByteView binary,
                                            std::uint64_t batch_length) {
    const auto count = json["instancesLength"].unsigned_integer();
    if (!count || *count < batch_length) {
        return fail(ErrorKind::kBadData, "instancesLength is missing or less than the features");
    }
    if (*count > limits::kHierarchyInstances) {
        return fail(ErrorKind::kLimit, "more instances than the limit");
    }
    BatchHierarchy hierarchy;
    if (auto read = hierarchy.read_classes(json, *count, binary); !read) return fail(read.error());
    if (auto read = hierarchy.read_parents(json, *count, binary); !read) return fail(read.error());
    hierarchy.drop_cycles();
    hierarchy.read_properties(json["classes"], binary);
    return hierarchy;
}

Result<void> BatchHierarchy::read_classes(const JsonValue& json, std::uint64_t count,
                                          ByteView binary) {
    const std::vector<JsonValue> classes = json["classes"].items();
    if (classes.size() > limits::kColumns) return fail(ErrorKind::kLimit, "too many classes");
    const auto ids = read_indices(json["classIds"], binary, count);
    if (!ids) return fail_in("classIds", ids.error());
    for (const JsonValue& item : classes) {
        classes_.push_back({item["name"].text().value_or(std::string_view{}),
                            item["length"].unsigned_integer().value_or(0),
                            {}});
    }
    for (std::uint32_t instance = 0; instance < count; ++instance) {
        const std::uint64_t id = (*ids)[instance];
        if (id >= classes_.size()) return fail(ErrorKind::kBadData, "an instance has no class");
        classes_[static_cast<std::size_t>(id)].members.push_back(instance);
        class_ids_.push_back(static_cast<std::uint32_t>(id));
    }
    return {};
}

Result<void> BatchHierarchy::read_parents(const JsonValue& json, std::uint64_t count,
                                          ByteView binary) {
    parents_.resize(static_cast<std::size_t>(count));
    if (!json["parentIds"].present()) return {};
    std::vector<std::uint64_t> counts(static_cast<std::size_t>(count), 1);
    if (json["parentCounts"].present()) {
        auto read = read_indices(json["parentCounts"], binary, count);
        if (!read) return fail_in("parentCounts", read.error());
        counts = std::move(*read);
    }
    std::uint64_t total = 0;
    for (const std::uint64_t each : counts) {
        total += each;
        if (each > limits::kHierarchyInstances || total > limits::kHierarchyInstances) {
            return fail(ErrorKind::kLimit, "too many parents");
        }
    }
    const auto ids = read_indices(json["parentIds"], binary, total);
    if (!ids) return fail_in("parentIds", ids.error());
    std::size_t next = 0;
    for (std::uint32_t instance = 0; instance < count; ++instance) {
        for (std::uint64_t i = 0; i < counts[instance]; ++i) {
            const std::uint64_t parent = (*ids)[next++];
            if (parent >= count) return fail(ErrorKind::kBadData, "a parent does not exist");
            // An instance that names itself has no parent, says the extension.
            if (parent != instance)
                parents_[instance].push_back(static_cast<std::uint32_t>(parent));
        }
    }
    return {};
}

// Follows first parents; whoever walks the rows later may then trust that it ends.
void BatchHierarchy::drop_cycles() {
    enum class Visit : std::uint8_t { kNew, kOpen, kDone };
    std::vector<Visit> visits(parents_.size(), Visit::kNew);
    std::vector<std::uint32_t> path;
    std::uint64_t dropped = 0;
    for (std::uint32_t start = 0; start < parents_.size(); ++start) {
        path.clear();
        std::uint32_t instance = start;
        while (visits[instance] == Visit::kNew) {
            visits[instance] = Visit::kOpen;
            path.push_back(instance);
            if (parents_[instance].empty()) break;
            const std::uint32_t parent = parents_[instance].front();
            if (visits[parent] == Visit::kOpen) {
                parents_[instance].clear();
                ++dropped;
                break;
            }
            instance = parent;
        }
        for (const std::uint32_t visited : path)
            visits[visited] = Visit::kDone;
    }
    if (dropped > 0) {
        warnings_.push_back("batch table: hierarchy: " + std::to_string(dropped) +
                            " parents lead back to their children and are left out");
    }
}

HierarchyColumn& BatchHierarchy::column_named(std::string_view name) {
    for (HierarchyColumn& column : columns_) {
        if (column.name == name) return column;
    }
    HierarchyColumn& column = columns_.emplace_back();
    column.name = name;
    column.cells.resize(class_ids_.size());
    return column;
}

void BatchHierarchy::read_properties(const JsonValue& classes, ByteView binary) {
    const std::vector<JsonValue> items = classes.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::vector<std::uint32_t>& members = classes_[i].members;
        for (const JsonField& field : items[i]["instances"].fields()) {
            if (columns_.size() >= limits::kColumns) return;
            std::vector<Cell> cells;
            HierarchyColumn& column = column_named(field.key);
            if (field.value.is_object()) {
                auto property = read_binary_property(field.value, binary, members.size());
                if (!property) {
                    warnings_.push_back("batch table: hierarchy: " + column.name +
                                        " is left out: " + property.error().message);
                    continue;
                }
                column.declared_type = property->declared_type;
                property_texts_.push_back(std::move(property->texts));
                cells = std::move(property->cells);
            } else {
                for (const JsonValue& value : field.value.items()) {
                    cells.push_back(cell_of(value, texts_));
                }
            }
            const std::size_t count = std::min(cells.size(), members.size());
            for (std::size_t k = 0; k < count; ++k)
                column.cells[members[k]] = cells[k];
        }
    }
}

std::uint32_t BatchHierarchy::instances() const {
    return static_cast<std::uint32_t>(class_ids_.size());
}

std::vector<Cell> BatchHierarchy::class_names() const {
    std::vector<Cell> cells(class_ids_.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].kind = CellKind::kText;
        cells[i].text = classes_[class_ids_[i]].name;
    }
    return cells;
}

std::vector<Cell> BatchHierarchy::parent_cells(std::uint64_t first_row) const {
    std::vector<Cell> cells(parents_.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (parents_[i].empty()) continue;
        cells[i].kind = CellKind::kInteger;
        cells[i].integer = static_cast<std::int64_t>(first_row + parents_[i].front());
    }
    return cells;
}

bool BatchHierarchy::has_several_parents() const {
    return std::ranges::any_of(parents_, [](const auto& parents) { return parents.size() > 1; });
}

std::vector<Cell> BatchHierarchy::all_parents(std::uint64_t first_row) {
    std::vector<Cell> cells(parents_.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string text;
        for (const std::uint32_t parent : parents_[i]) {
            text += (text.empty() ? '[' : ',') + std::to_string(first_row + parent);
        }
        if (text.empty()) continue;
        cells[i].kind = CellKind::kJson;
        cells[i].json = texts_.keep(text + ']');
    }
    return cells;
}

}  // namespace belvedere::content::tiles3d
