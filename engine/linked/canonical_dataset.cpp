// SPDX-License-Identifier: Apache-2.0
// Names of functions and steps are those of the specification.
#include "engine/linked/canonical_dataset.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include <sodium.h>

#include "engine/linked/limits.hpp"

namespace belvedere::linked {
namespace {

// A blank node: its place in Canonicalizer::nodes_.
using Node = std::uint32_t;

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
    std::string hex(2 * hash.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

// Gives names in the order in which they are asked for (section 4.5).
class IdentifierIssuer {
  public:
    explicit IdentifierIssuer(std::string_view prefix) : prefix_(prefix) {}
    [[nodiscard]] bool has(Node node) const { return issued_.contains(node); }
    std::string issue(Node node) {
        const auto number = static_cast<std::uint32_t>(order_.size());
        const auto [at, is_new] = issued_.emplace(node, number);
        if (is_new) order_.push_back(node);
        return name_of(at->second);
    }
    [[nodiscard]] std::string name(Node node) const { return name_of(issued_.at(node)); }
    [[nodiscard]] const std::vector<Node>& order() const { return order_; }

  private:
    [[nodiscard]] std::string name_of(std::uint32_t number) const {
        return std::string(prefix_) + std::to_string(number);
    }
    std::string_view prefix_;
    std::unordered_map<Node, std::uint32_t> issued_;
    std::vector<Node> order_;
};

// One quad and the blank nodes in it; kNobody where there is none.
constexpr Node kNobody = ~Node{0};
struct Statement {
    Quad quad;
    std::array<Node, 3> nodes{kNobody, kNobody, kNobody};  // Subject, object, graph.
};
constexpr std::array<char, 3> kPositions = {'s', 'o', 'g'};

struct NDegree {
    std::string hash;
    IdentifierIssuer issuer{"b"};
};

class Canonicalizer {
  public:
    Result<std::string> run(const Dataset& dataset) {
        if (dataset.size() > limits::kQuads)
            return fail(ErrorKind::kLimit, "a dataset of too many statements");
        take_in(dataset);
        if (quads_of_.size() > limits::kBlankNodes)
            return fail(ErrorKind::kLimit, "a dataset of too many blank nodes");
        name_unique_nodes();
        const auto named = name_equal_nodes();
        if (!named) return fail(named.error());
        return lines();
    }

  private:
    void take_in(const Dataset& dataset) {
        Dataset quads = dataset;
        std::ranges::sort(quads);
        const auto again = std::ranges::unique(quads);
        quads.erase(again.begin(), again.end());
        std::map<std::string, Node> known;
        for (Quad& quad : quads) {
            Statement statement;
            const std::array<const Term*, 3> terms = {&quad.subject, &quad.object, &quad.graph};
            for (std::size_t i = 0; i < terms.size(); ++i) {
                if (!terms[i]->is_blank()) continue;
                const auto number = static_cast<Node>(quads_of_.size());
                const auto [at, is_new] = known.emplace(terms[i]->text, number);
                if (is_new) quads_of_.emplace_back();
                statement.nodes[i] = at->second;
                auto& own = quads_of_[at->second];
                if (own.empty() || own.back() != statements_.size())
                    own.push_back(static_cast<std::uint32_t>(statements_.size()));
            }
            statement.quad = std::move(quad);
            statements_.push_back(std::move(statement));
        }
    }

    // The quad with its blank nodes called by `name`.
    template <class Name>
    static std::string line_with(const Statement& statement, const Name& name) {
        Quad quad = statement.quad;
        const std::array<Term*, 3> terms = {&quad.subject, &quad.object, &quad.graph};
        for (std::size_t i = 0; i < terms.size(); ++i) {
            if (statement.nodes[i] != kNobody) terms[i]->text = name(statement.nodes[i]);
        }
        return n_quads_line(quad);
    }

    // Section 4.6.
    [[nodiscard]] std::string hash_first_degree_quads(Node node) const {
        std::vector<std::string> lines;
        for (const std::uint32_t at : quads_of_[node])
            lines.push_back(
                line_with(statements_[at], [&](Node other) { return other == node ? "a" : "z"; }));
        std::ranges::sort(lines);
        std::string text;
        for (const std::string& line : lines)
            text += line;
        return sha256_hex(text);
    }

    // Section 4.4.3, steps 3 and 4.
    void name_unique_nodes() {
        for (Node node = 0; node < quads_of_.size(); ++node) {
            first_degree_.push_back(hash_first_degree_quads(node));
            nodes_of_hash_[first_degree_.back()].push_back(node);
        }
        for (const auto& [hash, nodes] : nodes_of_hash_) {
            if (nodes.size() == 1) canonical_.issue(nodes.front());
        }
    }

    // Step 5.
    Result<void> name_equal_nodes() {
        for (const auto& [hash, nodes] : nodes_of_hash_) {
            if (nodes.size() == 1) continue;
            std::vector<NDegree> paths;
            for (const Node node : nodes) {
                if (canonical_.has(node)) continue;
                IdentifierIssuer issuer("b");
                issuer.issue(node);
                auto path = hash_n_degree_quads(node, std::move(issuer), 0);
                if (!path) return fail(path.error());
                paths.push_back(*std::move(path));
            }
            std::ranges::stable_sort(paths, {}, &NDegree::hash);
            for (const NDegree& path : paths) {
                for (const Node node : path.issuer.order())
                    canonical_.issue(node);
            }
        }
        return {};
    }

    // Section 4.7.
    [[nodiscard]] std::string hash_related_blank_node(Node related, const Quad& quad,
                                                      const IdentifierIssuer& issuer,
                                                      char position) const {
        std::string input(1, position);
        if (position != 'g') input += "<" + quad.predicate + ">";
        if (canonical_.has(related)) {
            input += "_:" + canonical_.name(related);
        } else if (issuer.has(related)) {
            input += "_:" + issuer.name(related);
        } else {
            input += first_degree_[related];
        }
        return sha256_hex(input);
    }

    Result<void> spend(std::size_t steps) {
        steps_ += steps;
        if (steps_ <= limits::kCanonicalSteps) return {};
        return fail(ErrorKind::kLimit,
                    "a dataset whose blank nodes are too much alike to be told apart");
    }

    // Section 4.8.
    Result<NDegree> hash_n_degree_quads(Node node, IdentifierIssuer issuer, std::size_t depth) {
        if (depth > limits::kCanonicalDepth)
            return fail(ErrorKind::kLimit, "blank nodes that hang together in too long a chain");
        std::map<std::string, std::vector<Node>> related;
        for (const std::uint32_t at : quads_of_[node]) {
            const Statement& statement = statements_[at];
            for (std::size_t i = 0; i < statement.nodes.size(); ++i) {
                const Node other = statement.nodes[i];
                if (other == kNobody || other == node) continue;
                const auto spent = spend(1);
                if (!spent) return fail(spent.error());
                related[hash_related_blank_node(other, statement.quad, issuer, kPositions[i])]
                    .push_back(other);
            }
        }
        std::string data;
        for (auto& [hash, nodes] : related) {
            data += hash;
            const auto chosen = choose_path(nodes, issuer, depth);
            if (!chosen) return fail(chosen.error());
            data += chosen->hash;
            issuer = chosen->issuer;
        }
        return NDegree{sha256_hex(data), std::move(issuer)};
    }

    // Whether a path that has begun like this can no longer be the least.
    static bool is_behind(const std::string& path, const std::string& chosen) {
        return !chosen.empty() && path.size() >= chosen.size() && path > chosen;
    }

    // The least path over all orders of `nodes` (step 5.4 on), in place of a hash, and what it
    // named.
    Result<NDegree> choose_path(std::vector<Node>& nodes, const IdentifierIssuer& issuer,
                                std::size_t depth) {
        NDegree chosen{{}, issuer};
        std::ranges::sort(nodes);
        do {
            auto tried = try_order(nodes, issuer, chosen.hash, depth);
            if (!tried) return fail(tried.error());
            if (!tried->hash.empty() && (chosen.hash.empty() || tried->hash < chosen.hash))
                chosen = *std::move(tried);
        } while (std::ranges::next_permutation(nodes).found);
        return chosen;
    }

    // One order; its path is empty where it is longer than the chosen one.
    Result<NDegree> try_order(const std::vector<Node>& nodes, const IdentifierIssuer& issuer,
                              const std::string& chosen, std::size_t depth) {
        // Names are copied for each order, which is work as well.
        const auto spent = spend(1 + issuer.order().size() / 16);
        if (!spent) return fail(spent.error());
        NDegree tried{{}, issuer};
        std::vector<Node> recursion;
        for (const Node node : nodes) {
            if (canonical_.has(node)) {
                tried.hash += "_:" + canonical_.name(node);
            } else {
                if (!tried.issuer.has(node)) recursion.push_back(node);
                tried.hash += "_:" + tried.issuer.issue(node);
            }
            if (is_behind(tried.hash, chosen)) return NDegree{};
        }
        for (const Node node : recursion) {
            const auto below = hash_n_degree_quads(node, tried.issuer, depth + 1);
            if (!below) return fail(below.error());
            tried.hash += "_:" + tried.issuer.issue(node) + "<" + below->hash + ">";
            tried.issuer = below->issuer;
            if (is_behind(tried.hash, chosen)) return NDegree{};
        }
        return tried;
    }

    [[nodiscard]] std::string lines() const {
        std::vector<std::string> all;
        for (const Statement& statement : statements_)
            all.push_back(line_with(statement, [&](Node node) { return canonical_.name(node); }));
        std::ranges::sort(all);
        std::string text;
        for (const std::string& line : all)
            text += line;
        return text;
    }

    std::vector<Statement> statements_;
    std::vector<std::vector<std::uint32_t>> quads_of_;  // By node: places in statements_.
    std::vector<std::string> first_degree_;             // By node.
    std::map<std::string, std::vector<Node>> nodes_of_hash_;
    IdentifierIssuer canonical_{"c14n"};
    std::size_t steps_ = 0;
};

}  // namespace

Result<std::string> canonical_n_quads(const Dataset& dataset) {
    if (sodium_init() < 0) return fail(ErrorKind::kDevice, "libsodium does not start");
    return Canonicalizer().run(dataset);
}

}  // namespace belvedere::linked
