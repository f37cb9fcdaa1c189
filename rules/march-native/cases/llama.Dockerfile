FROM gcc:15
RUN cmake -B build -DGGML_NATIVE=ON && cmake --build build
