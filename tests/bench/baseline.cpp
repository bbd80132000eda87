// What the hardware allows: the models over std::priority_queue, compiled with -O3.
#include "models.hpp"
#include <queue>

template <class Model> struct Heap {
  using Event = typename Model::Event;
  struct Entry {
    double due;
    uint64_t order;
    Event event;
  };
  struct Later {
    bool operator()(const Entry &a, const Entry &b) const {
      return a.due > b.due || (a.due == b.due && a.order > b.order);
    }
  };
  Model &model;
  std::priority_queue<Entry, std::vector<Entry>, Later> queue;
  uint64_t pushed = 0;
  double now = 0;

  explicit Heap(Model &handled) : model(handled) {}

  void at(double due, const Event &event) { queue.push(Entry{due, pushed++, event}); }

  void run(double events) {
    for (double handled = 0; handled < events; handled += 1) {
      const Entry entry = queue.top();
      queue.pop();
      now = entry.due;
      model.handle(entry.event, *this);
    }
  }
};

int main(int count, char **arguments) { return count == 5 ? measure_named<Heap>(arguments) : 2; }
