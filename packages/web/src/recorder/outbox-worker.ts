import '@woordelijk/recorder/worker';
