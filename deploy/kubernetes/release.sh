#!/bin/sh
# Releases an image: migrations first, while the old version runs, then web and workers.
# deploy/kubernetes/release.sh registry.example.com/cartbell:1.2.3
set -eu

image=${1:?name the image}
folder=$(dirname "$0")

render() {
  kubectl kustomize "$folder/$1" | sed "s|image: cartbell:release|image: $image|"
}

status() {
  kubectl --namespace cartbell get job migrate --output="jsonpath={.status.$1}"
}

# A job can't be changed.
kubectl --namespace cartbell delete job migrate --ignore-not-found
render migrate | kubectl apply --filename -
until [ "$(status succeeded)" = 1 ]; do
  if [ -n "$(status failed)" ]; then
    kubectl --namespace cartbell logs job/migrate
    echo "A migration failed: the old version runs on. See docs/runbook.md, Migrating." >&2
    exit 1
  fi
  sleep 2
done

render app | kubectl apply --filename -
for name in deployment/web deployment/worker-orders deployment/worker-campaigns statefulset/worker-background; do
  kubectl --namespace cartbell rollout status "$name" --timeout=10m
done
