package dev.wippy.component.link;

import java.util.List;

/**
 * How a component is instantiated: steps that name what they use by number. Made once, shared by all instances.
 *
 * @param name for messages
 * @param steps in order
 * @param exports where each export stands in the end
 * @param registers how many registers a frame has
 * @param slots how many resource types the component speaks of
 * @param refused what the component uses that is not implemented
 * @param later what it uses of 0.3, which only an instance with tasks has
 */
record ComponentPlan(String name, Step[] steps, Source[] exports, int registers, int slots, List<String> refused,
        List<String> later) {}
