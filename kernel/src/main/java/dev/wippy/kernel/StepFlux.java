package dev.wippy.kernel;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** Starts a process for each subscriber, which advances it by its demand. */
final class StepFlux extends Flux<Step> {
    private final ProcessHost host;
    private final Template template;
    private final Launch launch;

    StepFlux(ProcessHost host, Template template, Launch launch) {
        this.host = host;
        this.template = template;
        this.launch = launch;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Step> subscriber) {
        var subscription = new StepSubscription(subscriber);
        ProcessRun run;
        try {
            run = host.register(template, launch, subscription, subscriber.currentContext());
        } catch (KernelException refused) {
            Flux.<Step>error(refused).subscribe(subscriber);
            return;
        }
        subscription.steer(run);
        subscriber.onSubscribe(subscription);
    }
}
