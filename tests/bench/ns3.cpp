// The models over ns-3's simulator and its default scheduler. Its clock counts whole units, so it is given the bits of
// the double: they keep the order of times of 0 and above, and lose nothing.
#include "models.hpp"
#include <ns3/core-module.h>

template <class Model> struct Network {
  using Event = typename Model::Event;
  Model &model;
  double now = 0, left = 0;

  explicit Network(Model &handled) : model(handled) {}

  void at(double due, const Event &event) {
    const auto delay = static_cast<int64_t>(double_to_bits(due) - double_to_bits(now));
    ns3::Simulator::Schedule(ns3::TimeStep(delay), &Network::fire, this, event);
  }

  void fire(Event event) {
    now = bits_to_double(static_cast<uint64_t>(ns3::Simulator::Now().GetTimeStep()));
    model.handle(event, *this);
    left -= 1;
    if (left == 0) ns3::Simulator::Stop();
  }

  void run(double events) {
    left = events;
    if (left > 0) ns3::Simulator::Run();
  }
};

int main(int count, char **arguments) { return count == 5 ? measure_named<Network>(arguments) : 2; }
