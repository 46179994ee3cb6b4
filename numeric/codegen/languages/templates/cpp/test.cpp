// Reads lines of a function's name and its arguments, prints the results; or takes the time; or
// checks a file of such lines, with a colon and two bounds for each result at their ends.
// What is printed comes from the function of whole arrays; the other one has to agree.
#include "«module».hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Real = «real»;
using Rows = std::vector<std::vector<Real>>;

constexpr std::size_t COPIES = 19;
constexpr double TOLERANCE = «tolerance»;

bool agree(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b)) ||
           std::fabs(a - b) <= TOLERANCE * std::max(1.0, std::fabs(b));
}

[[maybe_unused]] [[maybe_unused]] std::vector<Real> list(Real value) { return {value}; }

template <std::size_t N>
[[maybe_unused]] std::vector<Real> list(const std::array<Real, N> &values)
{
    return {values.begin(), values.end()};
}

// The results of a point, then those of an array of points.
void evaluate(const std::string &name, const Rows &x, std::vector<Real> &one, Real *all)
{
«cases»
    throw std::invalid_argument("no function " + name);
}

double bench(std::size_t count)
{
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(«bench_low», «bench_high»);
    Rows x(«bench_arguments», std::vector<Real>(count));
    for (auto &row : x)
        std::generate(row.begin(), row.end(), [&] { return static_cast<Real>(uniform(random)); });
    std::vector<Real> result(«bench_results» * count);
    double best = 1e300;
    for (int k = 0; k < 5; ++k) {
        const auto start = std::chrono::steady_clock::now();
        «bench»
        const std::chrono::duration<double, std::nano> time =
            std::chrono::steady_clock::now() - start;
        best = std::min(best, time.count());
    }
    return best / static_cast<double>(count);
}

// The results of a line's point, from whole arrays; reads up to the colon.
std::vector<Real> results(std::istream &words)
{
    std::string name, word;
    words >> name;
    Rows x;
    while (words >> word && word != ":")
        x.emplace_back(COPIES, static_cast<Real>(std::strtod(word.c_str(), nullptr)));
    std::vector<Real> one, all(COPIES * «results»);
    evaluate(name, x, one, all.data());
    for (std::size_t i = 0; i < COPIES * one.size(); ++i)
        if (!agree(static_cast<double>(all[i]), static_cast<double>(one[i % one.size()])))
            throw std::runtime_error(name + " of an array differs from that of a point");
    all.resize(one.size());
    return all;
}

void answer(const std::string &line)
{
    std::istringstream words(line);
    const auto found = results(words);
    for (std::size_t i = 0; i < found.size(); ++i)
        std::printf("%a%c", static_cast<double>(found[i]), i + 1 < found.size() ? ' ' : '\n');
}

// Whether the results lie within the bounds of a line; NaN is within NaN.
bool within(const std::string &line)
{
    std::istringstream words(line);
    for (const auto value : results(words)) {
        std::string low, high;
        if (!(words >> low >> high))
            return false;
        const double a = std::strtod(low.c_str(), nullptr), b = std::strtod(high.c_str(), nullptr);
        const auto c = static_cast<double>(value);
        if (!((a <= c && c <= b) || (std::isnan(a) && std::isnan(c))))
            return false;
    }
    return true;
}

int check(const char *path)
{
    std::ifstream lines(path);
    int points = 0, wrong = 0;
    for (std::string line; std::getline(lines, line);) {
        ++points;
        if (!within(line))
            std::fprintf(stderr, "error: point %d is wrong\n", points), ++wrong;
    }
    std::printf("%d points, %d wrong\n", points, wrong);
    return wrong > 0 || points == 0;
}

}  // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::string(argv[1]) == "bench") {
        std::printf("%.3f\n", bench(std::stoul(argv[2])));
        return 0;
    }
    try {
        if (argc == 3 && std::string(argv[1]) == "check")
            return check(argv[2]);
        for (std::string line; std::getline(std::cin, line);)
            answer(line);
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "error: %s\n", problem.what());
        return 1;
    }
    return 0;
}
