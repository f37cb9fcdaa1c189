FROM alpine:3.22
RUN cmake -S . -B build -DCMAKE_SYSTEM_PROCESSOR=x86_64 -DCMAKE_BUILD_TYPE=Release && cmake --build build
