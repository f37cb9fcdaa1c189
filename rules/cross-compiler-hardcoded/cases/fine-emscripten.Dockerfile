# What is made runs in a browser.
FROM emscripten/emsdk:3.1.50
RUN emconfigure ./configure --host=x86_64-linux --disable-asm && emmake make
