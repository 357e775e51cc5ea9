package dev.wippy.kernel;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
final class StepFlux extends Flux<Step> {
    StepFlux(ProcessHost host, Template template, Launch launch) {}
    @Override public void subscribe(CoreSubscriber<? super Step> actual) {}
}
