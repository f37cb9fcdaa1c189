FROM gcc:15
RUN cmake -B build -DGGML_NATIVE=OFF -DGGML_CPU_ALL_VARIANTS=ON && cmake --build build
RUN echo -DGGML_NATIVE=ON
