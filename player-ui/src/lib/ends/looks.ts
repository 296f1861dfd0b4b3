import AppWindow from '@lucide/svelte/icons/app-window';
import CircleX from '@lucide/svelte/icons/circle-x';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import Coffee from '@lucide/svelte/icons/coffee';
import Hourglass from '@lucide/svelte/icons/hourglass';
import LogOut from '@lucide/svelte/icons/log-out';
import Merge from '@lucide/svelte/icons/merge';
import Moon from '@lucide/svelte/icons/moon';
import SquareArrowOutUpRight from '@lucide/svelte/icons/square-arrow-out-up-right';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import WifiOff from '@lucide/svelte/icons/wifi-off';
import type { Component } from 'svelte';
import type { EndReason } from '$lib/api/types';

/** One colour (a token) and one icon per reason, the same on every page. */
export const looks: Record<EndReason, { colour: string; icon: Component<{ size?: number }> }> = {
  closed: { colour: '--end-closed', icon: CircleX },
  left: { colour: '--end-left', icon: SquareArrowOutUpRight },
  parked: { colour: '--end-parked', icon: AppWindow },
  idle: { colour: '--end-idle', icon: Coffee },
  suspended: { colour: '--end-suspended', icon: Moon },
  lost: { colour: '--end-lost', icon: WifiOff },
  crashed: { colour: '--end-crashed', icon: TriangleAlert },
  signed_out: { colour: '--end-signed-out', icon: LogOut },
  stopped: { colour: '--end-stopped', icon: CircleStop },
  limit: { colour: '--end-limit', icon: Hourglass },
  superseded: { colour: '--end-superseded', icon: Merge }
};
