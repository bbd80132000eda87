// The models of the bench, as in hold.ts, customers.ts, calls.ts and gossip.ts, over any scheduler with `now` and `at`.
#pragma once
#include "chance.hpp"
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <string>
#include <vector>

/** Every pending timer, when it fires, is set again one exponential gap later. */
struct Hold {
  using Event = int32_t;
  Random gap{1, "gap"};
  uint32_t checksum = 0;
  double fired = 0;

  template <class Scheduler> void start(Scheduler &scheduler, int size) {
    for (int timer = 0; timer < size; timer += 1) scheduler.at(gap.exponential(1), timer);
  }

  template <class Scheduler> void handle(Event timer, Scheduler &scheduler) {
    fired += 1;
    checksum = checksum * 31 + static_cast<uint32_t>(timer);
    scheduler.at(scheduler.now + gap.exponential(1), timer);
  }

  double done() const { return fired; }
  std::vector<double> counts() const { return {fired, static_cast<double>(checksum)}; }
};

/** M/M/1: arrivals at rate 0.9 at one server of rate 1. */
struct Customers {
  enum Event : int32_t { arrive, leave };
  Random arrivals{1, "arrivals"}, service{1, "service"};
  std::deque<double> waiting;
  bool busy = false;
  double served = 0, waited = 0;

  template <class Scheduler> void start(Scheduler &scheduler, int) {
    scheduler.at(arrivals.exponential(1 / 0.9), arrive);
  }

  template <class Scheduler> void handle(Event event, Scheduler &scheduler) {
    if (event == arrive) {
      scheduler.at(scheduler.now + arrivals.exponential(1 / 0.9), arrive);
      waiting.push_back(scheduler.now);
    } else {
      busy = false;
      served += 1;
    }
    if (busy || waiting.empty()) return;
    busy = true;
    waited += scheduler.now - waiting.front();
    waiting.pop_front();
    scheduler.at(scheduler.now + service.exponential(1), leave);
  }

  double done() const { return served; }
  std::vector<double> counts() const { return {served, waited}; }
};

/** One caller behind a breaker: 5 consecutive failures open it, half-open after 30, a call is given up after 0.8. */
struct Calls {
  enum Kind : int16_t { call, answer, timeout };
  struct Event {
    Kind kind;
    bool good;
    int32_t call, era;
  };
  enum State { closed, open, half_open };
  static constexpr int RING = 4096;
  Random gaps{1, "gaps"}, service{1, "service"}, fate{1, "fate"};
  State state = closed;
  bool probing = false;
  int32_t era = 0, failures = 0;
  double since = 0, made = 0, refused = 0, failed = 0, late = 0, opened = 0;
  bool settled[RING] = {};

  template <class Scheduler> void start(Scheduler &scheduler, int) {
    scheduler.at(gaps.exponential(1), Event{call, false, 0, 0});
  }

  template <class Scheduler> void handle(const Event &event, Scheduler &scheduler) {
    if (event.kind == call) return begin(event.call, scheduler);
    bool &done = settled[event.call % RING];
    if (done) {
      late += event.kind == answer;
      return;
    }
    done = true;
    const bool good = event.kind == answer && event.good;
    failed += !good;
    if (event.era == era) signal(good, scheduler.now);
  }

  template <class Scheduler> void begin(int32_t number, Scheduler &scheduler) {
    const double now = scheduler.now;
    made += 1;
    scheduler.at(now + gaps.exponential(1), Event{call, false, number + 1, 0});
    if (state == open && now - since >= 30) enter(half_open, now);
    if (state == open || (state == half_open && probing)) {
      refused += 1;
      return;
    }
    probing = state == half_open;
    settled[number % RING] = false;
    const double due = now + service.exponential(0.4);
    scheduler.at(due, Event{answer, fate.uniform() >= 0.3, number, era});
    scheduler.at(now + 0.8, Event{timeout, false, number, era});
  }

  void signal(bool good, double now) {
    failures = good ? 0 : failures + 1;
    if (state == half_open) enter(good ? closed : open, now);
    else if (failures >= 5) enter(open, now);
  }

  void enter(State next, double now) {
    state = next;
    since = now;
    era += 1;
    failures = 0;
    probing = false;
    opened += next == open;
  }

  double done() const { return made; }
  std::vector<double> counts() const { return {made, refused, failed, late, opened}; }
};

/** Each node probes another once a period, its answer disarms a guard, a rumor rides on both, 1 in 100 is lost. */
struct Gossip {
  enum Kind : int32_t { period, probe, ack, guard };
  struct Event {
    Kind kind;
    int32_t node, from, era, rumor;
  };
  Random phases{1, "phases"}, partners{1, "partners"}, delays{1, "delays"}, fate{1, "fate"};
  std::vector<int32_t> knows, eras;
  int32_t nodes = 0, rumor = 0, informed = 0;
  double handled = 0, messages = 0, failed = 0, late = 0, events_told = 0, messages_told = 0;

  template <class Scheduler> void start(Scheduler &scheduler, int size) {
    nodes = size;
    knows.resize(size);
    eras.resize(size);
    for (int node = 0; node < size; node += 1) scheduler.at(phases.uniform(), Event{period, node, 0, 0, 0});
    begin();
  }

  template <class Scheduler> void handle(const Event &event, Scheduler &scheduler) {
    handled += 1;
    int32_t &era = eras[event.node];
    if (event.kind == period) return turn(event, era += 1, scheduler);
    if (event.kind == guard) {
      if (era != event.era) return;
      era += 1;
      failed += 1;
      return;
    }
    if (event.rumor == rumor) hear(event.node);
    if (event.kind == probe) return send(ack, event.from, event.node, event.era, scheduler);
    if (era == event.era) era += 1;
    else late += 1;
  }

  template <class Scheduler> void turn(const Event &event, int32_t era, Scheduler &scheduler) {
    scheduler.at(scheduler.now + 1, event);
    int32_t partner = partners.below(nodes - 1);
    if (partner >= event.node) partner += 1;
    send(probe, partner, event.node, era, scheduler);
    scheduler.at(scheduler.now + 0.3, Event{guard, event.node, partner, era, 0});
  }

  template <class Scheduler> void send(Kind kind, int32_t node, int32_t from, int32_t era, Scheduler &scheduler) {
    messages += 1;
    if (fate.uniform() < 0.01) return;
    const double delay = 0.02 + delays.exponential(0.02);
    scheduler.at(scheduler.now + delay, Event{kind, node, from, era, knows[from]});
  }

  void begin() {
    rumor += 1;
    informed = 1;
    knows[partners.below(nodes)] = rumor;
  }

  void hear(int32_t node) {
    if (knows[node] == rumor) return;
    knows[node] = rumor;
    informed += 1;
    if (informed < nodes) return;
    events_told = handled;
    messages_told = messages;
    begin();
  }

  double done() const { return handled; }
  std::vector<double> counts() const { return {handled, rumor - 1.0, failed, late, events_told, messages_told}; }
};

inline double cpu_nanoseconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

/** Runs `Scheduler<Model>` to warm up and then for the events to be measured; prints time per unit done, clock, counts. */
template <template <class> class Scheduler, class Model> void measure(int size, double warm, double events) {
  Model model;
  Scheduler<Model> scheduler(model);
  model.start(scheduler, size);
  scheduler.run(warm);
  const double done = model.done(), before = cpu_nanoseconds();
  scheduler.run(events);
  const double each = (cpu_nanoseconds() - before) / (model.done() - done);
  std::printf("{\"nanoseconds\":%.17g,\"clock\":%.17g,\"counts\":[", each, scheduler.now);
  const char *comma = "";
  for (const double count : model.counts()) {
    std::printf("%s%.17g", comma, count);
    comma = ",";
  }
  std::printf("]}\n");
}

/** Arguments: workload, size, events to warm up with, events to measure. */
template <template <class> class Scheduler> int measure_named(char **arguments) {
  const std::string name = arguments[1];
  const int size = std::atoi(arguments[2]);
  const double warm = std::atof(arguments[3]), events = std::atof(arguments[4]);
  if (name == "hold") measure<Scheduler, Hold>(size, warm, events);
  else if (name == "customers") measure<Scheduler, Customers>(size, warm, events);
  else if (name == "calls") measure<Scheduler, Calls>(size, warm, events);
  else if (name == "gossip") measure<Scheduler, Gossip>(size, warm, events);
  else return 2;
  return 0;
}
